package interop;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.xml.ws.Endpoint;

/** Publishes the implementation of each contract, named by its key; listens once all are there. */
public final class JaxwsServer {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        for (int i = 1; i < args.length; i++) {
            Object service = Class.forName("interop.Opi_" + args[i].replace('-', '_')).getDeclaredConstructor().newInstance();
            Endpoint.create(service).publish(server.createContext("/services/" + args[i]));
        }
        server.start();
    }

    private JaxwsServer() {
    }
}
