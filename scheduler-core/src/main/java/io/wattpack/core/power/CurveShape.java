package io.wattpack.core.power;

/**
 * How throughput falls when a GPU is capped, for kinds of work: fits of a public sweep of power
 * caps on the A100 (Emerald AI, 2025), t(x) = (1 - e^(-a(x - x0))) / (1 - e^(-a(1 - x0))), where x
 * is the cap as a part of the peak. The root mean square error against the sweep is at most 0.012.
 *
 * <p>The core computes nothing with fractions: the fits are kept as whole numbers, and a test works
 * them out again. Below {@link #KNEE_PERMILLE} the sweep has one point at a quarter of the peak, so
 * what the tables say there is unmeasured.
 */
public enum CurveShape {
  /** Serving a language model: a 4.3, x0 0.21. */
  INFERENCE(
      332023, 361595, 389922, 417057, 443050, 467949, 491800, 514647, 536532, 557497, 577579,
      596815, 615243, 632894, 649803, 666000, 681515, 696377, 710614, 724251, 737315, 749829,
      761816, 773298, 784297, 794834, 804926, 814594, 823856, 832727, 841225, 849365, 857163,
      864632, 871787, 878641, 885207, 891496, 897520, 903291, 908819, 914114, 919187, 924046,
      928700, 933159, 937430, 941521, 945440, 949194, 952790, 956235, 959534, 962695, 965723,
      968623, 971401, 974063, 976612, 979054, 981393, 983634, 985781, 987837, 989806, 991693,
      993500, 995231, 996890, 998478, 1000000),
  /** Fine-tuning: a 4.4, x0 0.23. */
  FINE_TUNING(
      274351, 307092, 338424, 368407, 397099, 424557, 450832, 475976, 500038, 523064, 545099,
      566186, 586364, 605674, 624153, 641837, 658759, 674953, 690450, 705279, 719471, 733051,
      746047, 758483, 770384, 781773, 792672, 803101, 813082, 822633, 831772, 840519, 848888,
      856898, 864563, 871897, 878916, 885633, 892061, 898212, 904099, 909732, 915122, 920280,
      925217, 929941, 934461, 938787, 942927, 946888, 950679, 954307, 957779, 961101, 964280,
      967323, 970234, 973020, 975686, 978238, 980679, 983016, 985251, 987391, 989439, 991398,
      993273, 995067, 996784, 998428, 1000000),
  /** Pre-training: a 2.4, x0 0.19. */
  PRE_TRAINING(
      270784, 292038, 312788, 333046, 352823, 372132, 390983, 409386, 427353, 444894, 462020,
      478739, 495061, 510997, 526554, 541743, 556571, 571048, 585182, 598980, 612451, 625603,
      638442, 650978, 663216, 675164, 686828, 698216, 709334, 720188, 730785, 741130, 751230,
      761091, 770717, 780116, 789292, 798250, 806995, 815533, 823869, 832007, 839952, 847709,
      855281, 862674, 869892, 876939, 883818, 890535, 897092, 903493, 909743, 915845, 921802,
      927617, 933295, 938838, 944250, 949533, 954691, 959727, 964643, 969443, 974128, 978703,
      983169, 987530, 991787, 995943, 1000000);

  /** Below this part of the peak throughput falls off a cliff: pause instead. */
  public static final int KNEE_PERMILLE = 500;

  /** The least cap of the tables, as a part of the peak. */
  public static final int PERMILLE_MIN = 300;

  private static final int PERMILLE_STEP = 10;
  private static final int PERMILLE = 1000;

  // Never handed out.
  @SuppressWarnings("ImmutableEnumChecker")
  private final int[] millionths;

  CurveShape(int... millionths) {
    this.millionths = millionths;
  }

  /**
   * Throughput at a cap, in billionths of the uncapped rate, along straight lines between the whole
   * percents.
   *
   * @param peak watts at which nothing is lost; 0: none are known, and nothing is ever lost
   */
  long billionths(long watts, long peak) {
    if (peak == 0) {
      return PowerCurve.WHOLE;
    }
    long steps = PERMILLE / PERMILLE_STEP;
    long first = PERMILLE_MIN / PERMILLE_STEP;
    int below = (int) Math.min(millionths.length - 2, watts * steps / peak - first);
    long rest = watts * steps - (below + first) * peak;
    long rise = (long) millionths[below + 1] - millionths[below];
    return (long) PERMILLE * millionths[below] + PERMILLE * rise * rest / peak;
  }
}
