package interop;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.axis.transport.http.SimpleAxisServer;

/** Axis's own small server, on the loopback; its services stand in server-config.wsdd, as WSDL2Java wrote them. */
public final class AxisServer {
    public static void main(String[] args) throws Exception {
        SimpleAxisServer server = new SimpleAxisServer();
        server.setServerSocket(new ServerSocket(Integer.parseInt(args[0]), 50, InetAddress.getLoopbackAddress()));
        server.run();
    }

    private AxisServer() {
    }
}
