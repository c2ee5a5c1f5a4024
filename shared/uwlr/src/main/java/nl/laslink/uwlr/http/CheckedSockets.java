package nl.laslink.uwlr.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Puts TLS only on a connection to an allowed address: the host's name may have changed its address since it was looked up.
 * Without {@code createSocket()}, so that the JDK connects first and then asks for the layer.
 */
public final class CheckedSockets extends SSLSocketFactory implements AutoCloseable {
    private final LasNetwork network;
    private final SSLSocketFactory tls;
    private volatile Socket connected;

    public CheckedSockets(LasNetwork network, SSLSocketFactory tls) {
        this.network = network;
        this.tls = tls;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        if (!network.allows(plain.getInetAddress())) {
            plain.close();
            throw new HttpPost.AddressNotAllowed();
        }
        connected = plain;
        return tls.createSocket(plain, host, port, autoClose);
    }

    @Override
    public void close() {
        Socket socket = connected;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // No thread reads from it any more.
            }
        }
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw unconnected();
    }

    private static IOException unconnected() {
        return new IOException("TLS is put only on a connection that was checked");
    }
}
