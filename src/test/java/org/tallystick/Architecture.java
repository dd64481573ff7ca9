package org.tallystick;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;

/** The rules of the code's shape, by name, for the packages beneath one root. */
final class Architecture {
    private static final Pattern WRITES_THE_BOOKS = Pattern.compile(
            "\\b(INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO|TRUNCATE(\\s+TABLE)?|COPY)\\s+(ONLY\\s+)?"
                    + "(account|trade|entry|idempotency_key)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SQL = Pattern.compile(
            "\\b(SELECT\\s.+\\sFROM|INSERT\\s+INTO|UPDATE\\s+\\w+\\s+SET|DELETE\\s+FROM)\\b", Pattern.DOTALL);
    private static final Set<String> RULES_OF_CREDIT = Set.of(
            "Beyond",
            "CreditPolicy",
            "Finding",
            "LimitRule",
            "MemberFacts",
            "Partner",
            "Reevaluation",
            "Rules",
            "SoftLimit",
            "Transition");
    private static final String[] OLD_TIME = {
        "java.util.Date",
        "java.util.Calendar",
        "java.util.GregorianCalendar",
        "java.util.TimeZone",
        "java.text.SimpleDateFormat",
        "java.sql.Date",
        "java.sql.Time",
        "java.sql.Timestamp"
    };

    private final String root;
    private final Map<String, ArchRule> rules = new LinkedHashMap<>();

    Architecture(String root) {
        this.root = root;
        put(
                "the ledger knows Java and JSpecify alone",
                classes()
                        .that()
                        .resideInAPackage(in("ledger"))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", in("ledger"))));
        put(
                "the rules of credit know Java and the ledger alone",
                classes()
                        .that(be("are rules of credit", this::isRuleOfCredit))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", in("ledger"))
                                .or(be("are rules of credit", this::isRuleOfCredit))));
        put(
                "packages depend on each other without cycles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        put(
                "problems know no feature",
                noClasses()
                        .that()
                        .resideInAPackage(in("problem"))
                        .should()
                        .dependOnClassesThat(resideInAPackage(root + "..")
                                .and(not(resideInAnyPackage(in("problem"), in("ledger"))))));
        put(
                "resources, entities and repositories stay in their package",
                classes().should(useOfOtherPackages(named("Resource", "Entity", "Repository", "Row", "Store"))));
        put(
                "an entity is package-private",
                classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate());
        put(
                "resources talk to no database",
                noClasses()
                        .that(named("Resource"))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "javax.sql..",
                                "java.sql..",
                                "jakarta.persistence..",
                                "org.hibernate..",
                                "io.agroal..")));
        put(
                "a resource says what it answers with",
                classes().that().areAnnotatedWith(Path.class).should().beAnnotatedWith(Produces.class));
        put(
                "nothing is injected into fields",
                noFields().should().beAnnotatedWith(Inject.class).orShould().beAnnotatedWith(ConfigProperty.class));
        put(
                "only the console writes to the standard streams",
                noClasses()
                        .that(resideOutsideOfPackage(in("platform")).or(not(named("Console"))))
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethod(Throwable.class, "printStackTrace"));
        put(
                "a class is named for what it does",
                noClasses().should(be(named("Impl", "Util", "Utils", "Helper", "Helpers", "Manager", "Dto", "DTO"))));
        put(
                "only telemetry and the traces of the posting know OpenTelemetry",
                noClasses()
                        .that(resideOutsideOfPackage(in("telemetry")))
                        .and(be(
                                "are not the traces of the posting",
                                type -> !type.getName().startsWith(root + ".posting.PostingTraces")))
                        .should()
                        .dependOnClassesThat(resideInAPackage("io.opentelemetry..")));
        put("every package is null-marked", classes().should(resideInANullMarkedPackage()));
        put(
                "time is java.time",
                noClasses()
                        .should()
                        .dependOnClassesThat(be(
                                "are of the old time classes",
                                type -> Arrays.asList(OLD_TIME).contains(type.getName()))));
        put(
                "what time it is, is asked of the clock",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("platform"))
                        .should()
                        .callCodeUnitWhere(
                                be("tell the time without a clock", Architecture::tellsTheTimeWithoutClock)));
    }

    /** The rules about classes, by name. A package that a rule names may be missing. */
    Map<String, ArchRule> rules() {
        return rules;
    }

    /** What in this source text only {@code posting} may contain. */
    static List<String> writesOfTheBooks(String source) {
        return WRITES_THE_BOOKS
                .matcher(source)
                .results()
                .map(found -> found.group())
                .toList();
    }

    static boolean containsSql(String source) {
        return SQL.matcher(source).find();
    }

    private void put(String name, ArchRule rule) {
        rules.put(name, rule.as(name).allowEmptyShould(true));
    }

    private String in(String feature) {
        return root + "." + feature + "..";
    }

    /** Or what is declared within one. */
    private boolean isRuleOfCredit(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        String credit = root + ".credit.";
        return name.startsWith(credit)
                && RULES_OF_CREDIT.contains(name.substring(credit.length()).split("\\$", 2)[0]);
    }

    private static boolean tellsTheTimeWithoutClock(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getTarget().getName();
        boolean now = owner.startsWith("java.time.")
                && method.equals("now")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        boolean ownClock =
                owner.equals("java.time.Clock") && (method.startsWith("system") || method.startsWith("tick"));
        return now || ownClock || (owner.equals("java.lang.System") && method.equals("currentTimeMillis"));
    }

    private static DescribedPredicate<JavaClass> named(String... endings) {
        return be(
                "are named like " + List.of(endings),
                type -> Arrays.stream(endings).anyMatch(type.getSimpleName()::endsWith));
    }

    private static <T> DescribedPredicate<T> be(String what, Predicate<T> is) {
        return DescribedPredicate.describe(what, is);
    }

    private static ArchCondition<JavaClass> be(DescribedPredicate<JavaClass> is) {
        return ArchCondition.from(is);
    }

    private ArchCondition<JavaClass> useOfOtherPackages(DescribedPredicate<JavaClass> what) {
        return new ArchCondition<>("not use what other packages keep for themselves") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> use.getTargetClass().getPackageName().startsWith(root + "."))
                        .filter(use -> !use.getTargetClass().getPackage().equals(type.getPackage()))
                        .filter(use -> what.test(use.getTargetClass()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that package-info.java marks as @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
