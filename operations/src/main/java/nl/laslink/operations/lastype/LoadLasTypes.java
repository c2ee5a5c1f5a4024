package nl.laslink.operations.lastype;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import nl.laslink.domain.link.LasType;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.kms.KmsSecretCipher;

/** Writes the kinds of LAS of a file into a deployed environment; bin/deploy runs it with the deployer's credentials. */
public final class LoadLasTypes {
    /** A deployed environment has no simulator: an address that stands for it is refused. */
    private static final URI NO_SIMULATOR = URI.create("none");

    private LoadLasTypes() {}

    /** Arguments: the file, the name of the table of links, the id of the key; with the file alone it is only checked. */
    public static void main(String[] arguments) {
        try {
            LasTypesFile file = LasTypesFile.read(Path.of(arguments[0]), NO_SIMULATOR);
            if (arguments.length == 1) {
                System.out.println("the LAS types can be loaded");
                return;
            }
            DynamoLasTypes types = new DynamoLasTypes(AwsClients.dynamoDb(), arguments[1]);
            List<LasType> all = file.types(new KmsSecretCipher(AwsClients.kms(), arguments[2]));
            all.forEach(types::save);
            System.out.println(all.size() + " LAS types are loaded");
        } catch (LasTypesFile.Unusable unusable) {
            System.err.println(unusable.getMessage());
            System.exit(1);
        }
    }
}
