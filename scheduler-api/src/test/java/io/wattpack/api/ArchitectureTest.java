package io.wattpack.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Which part of the shell may know which. */
@AnalyzeClasses(packages = "io.wattpack", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule coreKnowsNothingOfApi =
      noClasses()
          .that()
          .resideInAPackage("io.wattpack.core..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.wattpack.api..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule routesNeverReachTheJournalOrASite =
      noClasses()
          .that()
          .resideInAPackage("io.wattpack.api.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.wattpack.api.journal..", "io.wattpack.api.site..")
          .because("routes parse, authorise, call and answer")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule vertxStaysAtTheEdge =
      noClasses()
          .that()
          .resideInAPackage("io.wattpack.api..")
          .and()
          .resideOutsideOfPackages(
              "io.wattpack.api.http..",
              "io.wattpack.api.gateway..",
              "io.wattpack.api.view..",
              "io.wattpack.api.site.link..",
              "io.wattpack.api.main..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..")
          .because("worker, webhook, feed and cli use the JDK's HTTP client")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule fabric8StaysInTheKubernetesSite =
      noClasses()
          .that()
          .resideInAPackage("io.wattpack.api..")
          .and()
          .resideOutsideOfPackages("io.wattpack.api.site.kubernetes..", "io.wattpack.api.main..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyKnowsTheCompositionRoot =
      noClasses()
          .that()
          .resideInAPackage("io.wattpack.api..")
          .and()
          .resideOutsideOfPackage("io.wattpack.api.main..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.wattpack.api.main..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule partsHaveNoCycles =
      slices().matching("io.wattpack.api.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule simulatedPartsAreHandedTimeAndChance =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.wattpack.api.loop..",
              "io.wattpack.api.journal..",
              "io.wattpack.api.batch..",
              "io.wattpack.api.site..",
              "io.wattpack.api.worker..",
              "io.wattpack.api.learn..")
          .should()
          .callCodeUnitWhere(target(describe("a clock, timer or chance", call -> isAmbient(call))))
          .because("the whole service runs on virtual time in the simulation")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesAreDescribedAndNullMarked =
      classes()
          .that()
          .resideInAPackage("io.wattpack.api..")
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

  private static boolean isAmbient(CodeUnitCallTarget call) {
    String name = call.getName();
    boolean noArguments = call.getRawParameterTypes().isEmpty();
    return switch (call.getOwner().getName()) {
      case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
      case "java.time.Instant" -> name.equals("now") && noArguments;
      case "java.time.Clock" -> name.startsWith("system");
      case "java.lang.Thread" -> name.equals("sleep");
      case "java.lang.Math" -> name.equals("random");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.Random", "java.util.SplittableRandom" -> name.equals("<init>") && noArguments;
      case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
      default -> false;
    };
  }
}
