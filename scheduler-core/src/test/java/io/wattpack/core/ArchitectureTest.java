package io.wattpack.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What keeps the core deterministic and its packages pointing one way. */
@AnalyzeClasses(packages = "io.wattpack.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> UNORDERED_FACTORIES = Set.of("of", "ofEntries", "copyOf");
  private static final Set<String> UNORDERED_COLLECTORS =
      Set.of(
          "toSet",
          "toUnmodifiableSet",
          "toUnmodifiableMap",
          "toConcurrentMap",
          "groupingByConcurrent");

  @ArchTest
  static final ArchRule coreKnowsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("io.wattpack.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.wattpack.core..", "org.jspecify.annotations")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule coreDoesNotTouchTheOutsideWorld =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideOutsideTheCore(
                  "java.io.",
                  "java.net.",
                  "java.nio.file.",
                  "java.nio.channels.",
                  "java.lang.ProcessBuilder",
                  "java.lang.Runtime",
                  "java.lang.Thread",
                  "java.lang.System$Logger",
                  "java.util.Timer",
                  "java.util.Scanner",
                  "java.util.concurrent.",
                  "java.util.logging."))
          .as("the core has no I/O, no threads, no locks, no logging")
          .because("a step is a function of its input; the shell does the rest")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule coreNeverAsksForTimeOrChance =
      noClasses()
          .should()
          .callCodeUnitWhere(target(describe("a clock or unseeded chance", call -> isHidden(call))))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.time\\.(Clock|InstantSource)|java\\.security\\.SecureRandom"
                  + "|java\\.util\\.concurrent\\.ThreadLocalRandom")
          .because("time and randomness arrive in the step's input")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule collectionsKeepTheirOrder =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "are unordered collections",
                  type ->
                      Set.of(
                              "java.util.HashMap",
                              "java.util.HashSet",
                              "java.util.IdentityHashMap",
                              "java.util.WeakHashMap",
                              "java.util.Hashtable")
                          .contains(type.getName())))
          .orShould()
          .callCodeUnitWhere(target(describe("an unordered result", call -> isUnordered(call))))
          .because("iteration order is part of the plan: use List, LinkedHashMap, TreeMap")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule noFloatingPointInWhatIsDecided =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(
              "io.wattpack.core.units..",
              "io.wattpack.core.model..",
              "io.wattpack.core.event..",
              "io.wattpack.core.plan..",
              "io.wattpack.core.state..",
              "io.wattpack.core.power..")
          .should(
              notBeOfType(
                  double.class,
                  float.class,
                  Double.class,
                  Float.class,
                  double[].class,
                  float[].class))
          .because("sums of integers are exact and repeatable")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.wattpack.core.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule theCheckerIsWrittenApart =
      classes()
          .that()
          .resideInAPackage("io.wattpack.core.check..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations",
              "io.wattpack.core.units..",
              "io.wattpack.core.model..",
              "io.wattpack.core.event..",
              "io.wattpack.core.plan..",
              "io.wattpack.core.check..")
          .because("two authors must be wrong before an unsound bundle passes")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingDependsOnTheSimulator =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.wattpack.core.sim..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.wattpack.core.sim..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesAreDescribedAndNullMarked =
      classes()
          .should(
              new ArchCondition<JavaClass>("live in a package whose package-info is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                  events.add(
                      new SimpleConditionEvent(
                          type,
                          marked,
                          "%s has no such package-info".formatted(type.getPackageName())));
                }
              })
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaClass> resideOutsideTheCore(String... prefixes) {
    return describe(
        "are I/O, threads or logging",
        type -> {
          for (String prefix : prefixes) {
            if (type.getName().equals(prefix)
                || (prefix.endsWith(".") && type.getName().startsWith(prefix))) {
              // Serializable comes with lambdas and comparators, it does no I/O.
              return !type.getName().equals("java.io.Serializable");
            }
          }
          return false;
        });
  }

  private static boolean isHidden(CodeUnitCallTarget call) {
    String owner = call.getOwner().getName();
    String name = call.getName();
    boolean noArguments = call.getRawParameterTypes().isEmpty();
    return switch (owner) {
      case "java.lang.System" ->
          Set.of(
                  "currentTimeMillis",
                  "nanoTime",
                  "getenv",
                  "getProperty",
                  "getProperties",
                  "identityHashCode")
              .contains(name);
      case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.Random", "java.util.SplittableRandom" -> name.equals("<init>") && noArguments;
      case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
      case "java.time.ZoneId", "java.util.TimeZone", "java.util.Locale" ->
          name.equals("systemDefault") || name.equals("getDefault");
      default -> owner.startsWith("java.time.") && name.equals("now");
    };
  }

  private static boolean isUnordered(CodeUnitCallTarget call) {
    String owner = call.getOwner().getName();
    String name = call.getName();
    int arguments = call.getRawParameterTypes().size();
    return switch (owner) {
      case "java.util.Set", "java.util.Map" -> UNORDERED_FACTORIES.contains(name);
      case "java.util.stream.Collectors" ->
          UNORDERED_COLLECTORS.contains(name)
              // The short forms build a HashMap; the long ones are told which map to build.
              || (name.equals("toMap") && arguments < 4)
              || (name.equals("groupingBy") && arguments < 3);
      default -> name.equals("parallelStream") || name.equals("parallel");
    };
  }

  private static ArchCondition<com.tngtech.archunit.core.domain.JavaField> notBeOfType(
      Class<?>... types) {
    return new ArchCondition<>("not be floating point") {
      @Override
      public void check(com.tngtech.archunit.core.domain.JavaField field, ConditionEvents events) {
        for (Class<?> type : types) {
          if (field.getRawType().isEquivalentTo(type)) {
            events.add(
                SimpleConditionEvent.violated(
                    field, "%s is a %s".formatted(field.getFullName(), type.getSimpleName())));
          }
        }
      }
    };
  }
}
