package nl.laslink.operations.user;

import java.util.List;
import java.util.concurrent.Callable;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/user remove}. */
@Command(
        name = "remove",
        sortOptions = false,
        description = {
            "Ends signing in and mails and deletes the user. With --school it only takes these schools away; a user who has"
                    + " no school left is deleted.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:AWS did not do it", "2:refused or invalid usage"})
final class RemoveUserCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Option(names = "--email", paramLabel = "ADDRESS", required = true, description = "The user's address.")
    private EmailAddress email;

    @Option(
            names = "--school",
            paramLabel = "99XX-00",
            split = ",",
            description = "Takes only these schools away, with commas between.")
    private List<SchoolId> schools = List.of();

    RemoveUserCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return UserCommand.withPeople(
                environment.stack(), people -> UserCommand.print(console, remove(people), "nothing was there"));
    }

    private List<String> remove(People people) {
        return schools.isEmpty()
                ? people.remove(email)
                : schools.stream()
                        .flatMap(school -> people.removeFrom(school, email).stream())
                        .toList();
    }
}
