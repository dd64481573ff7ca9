package org.tallystick.platform;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The passwords of the embedded database, generated once, in a file that only its owner reads. */
record DatabasePasswords(String superuser, String owner, String application) {
    static final String FILE = "database-passwords";

    /** @param clusterExists whether there is a database already, whose passwords must then be there too */
    static DatabasePasswords ofDirectory(Path dataDirectory, boolean clusterExists) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        if (clusterExists) {
            throw new StartFailure("The file " + file + " is missing, which holds the passwords of the database in "
                    + dataDirectory + "; put it back from the backup.");
        }
        DatabasePasswords passwords =
                new DatabasePasswords(Secrets.randomPassword(), Secrets.randomPassword(), Secrets.randomPassword());
        PrivateFiles.write(file, passwords.toText());
        return passwords;
    }

    static DatabasePasswords read(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return new DatabasePasswords(
                password(properties, "superuser", file),
                password(properties, "owner", file),
                password(properties, "application", file));
    }

    private static String password(Properties properties, String name, Path file) {
        String password = properties.getProperty(name, "");
        if (password.isEmpty()) {
            throw new StartFailure("The file " + file + " lacks the password '" + name + "'.");
        }
        return password;
    }

    private String toText() {
        return "superuser=" + superuser + "\nowner=" + owner + "\napplication=" + application + "\n";
    }

    /** Without the passwords, for whoever logs it. */
    @Override
    public String toString() {
        return FILE;
    }
}
