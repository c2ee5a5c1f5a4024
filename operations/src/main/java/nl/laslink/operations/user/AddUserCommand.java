package nl.laslink.operations.user;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/user add}. */
@Command(
        name = "add",
        sortOptions = false,
        description = {
            "Makes a beheerder or somebody of customer service and mails the invitation, or gives an existing beheerder"
                    + " more schools, another name or another language of mails. The same command again completes what was"
                    + " left half-done.",
            "Example: bin/user add prod --email s.verhulst@school.example --name \"Sanne Verhulst\" --school 99XX-00",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:AWS did not do it", "2:refused or invalid usage"})
final class AddUserCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private DeployedEnvironment environment;

    @Option(names = "--email", paramLabel = "ADDRESS", required = true, description = "Where the invitation goes.")
    private EmailAddress email;

    @Option(names = "--name", paramLabel = "NAME", description = "The person's name; required for a new user.")
    private Optional<String> name;

    @Option(
            names = "--school",
            paramLabel = "99XX-00",
            split = ",",
            description = "The schools of a beheerder, with commas between.")
    private List<SchoolId> schools = List.of();

    @Option(names = "--language", paramLabel = "nl", description = "The language of a beheerder's mails: nl or en.")
    private Optional<Beheerder.Language> language;

    @Option(names = "--klantenservice", description = "Makes somebody of customer service, who reads every school.")
    private boolean isCustomerService;

    @Option(names = "--invite-again", description = "Mails the invitation again. It is valid for 7 days.")
    private boolean invitesAgain;

    AddUserCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (schools.isEmpty() && !isCustomerService && !invitesAgain) {
            throw invalid("Say which schools with --school 99XX-00,98YY-00, or --klantenservice.");
        }
        if (!schools.isEmpty() && isCustomerService) {
            throw invalid("Customer service reads every school: --klantenservice goes without --school.");
        }
        return UserCommand.withPeople(
                environment.stack(), people -> UserCommand.print(console, add(people), "everything was there already"));
    }

    private ParameterException invalid(String reason) {
        return new ParameterException(command.commandLine(), reason);
    }

    private List<String> add(People people) {
        Optional<String> given = name.filter(n -> !n.isBlank());
        if (invitesAgain) {
            people.inviteAgain(email);
            return List.of("the invitation is mailed again");
        }
        return isCustomerService
                ? people.addCustomerService(email, given)
                : people.addBeheerder(new People.Wanted(
                        email,
                        given,
                        schools.stream().map(SchoolId::toString).collect(Collectors.toCollection(TreeSet::new)),
                        language));
    }
}
