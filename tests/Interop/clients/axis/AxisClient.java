package interop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import javax.xml.namespace.QName;
import org.apache.axis.AxisFault;
import org.apache.axis.client.Stub;

/** Calls the gateway with the stubs that Axis 1.4's WSDL2Java made of its contract. */
public final class AxisClient {
    private static final QName HTTP_STATUS = new QName("http://xml.apache.org/axis/", "HttpErrorCode");
    private static final String PACKAGE = ".servicesmetiers.commun.apogee.education.gouv.";

    public static void main(String[] args) throws Exception {
        for (Plan.Call call : Plan.read(args[0])) {
            try {
                send(call);
                Plan.result(call, "ok");
            } catch (InvocationTargetException e) {
                report(call, e.getCause());
            }
        }
    }

    private static void send(Plan.Call call) throws Exception {
        String service = call.contract().name() + "_impl" + PACKAGE + "OpiMetierServiceInterfaceServiceLocator";
        Object locator = Class.forName(service).getDeclaredConstructor().newInstance();
        Stub stub = (Stub) locator.getClass().getMethod("getOpiMetier", URL.class).invoke(locator, new URL(call.address()));
        stub.setUsername(call.login());
        stub.setPassword(call.password());
        Method operation = Arrays.stream(stub.getClass().getMethods())
            .filter(m -> m.getName().equals("mettreajourDonneesOpi_v" + call.version())).findFirst().orElseThrow();
        Object donnees = operation.getParameterTypes()[0].getDeclaredConstructor().newInstance();
        operation.invoke(stub, Beans.fill(donnees, call.fields()));
    }

    private static void report(Plan.Call call, Throwable error) throws ReflectiveOperationException {
        String type = error.getClass().getSimpleName();
        if (!(error instanceof AxisFault fault))
            Plan.result(call, "error", type, String.valueOf(error.getMessage()));
        else if (error instanceof gouv.education.apogee.commun.transverse.exception.WebBaseException typed)
            Plan.result(call, "fault", type, fault.getFaultString(),
                String.join(".", typed.getType(), typed.getDomaine(), typed.getNature(), typed.getElement()), typed.getLastErrorMsg());
        else if (fault.lookupFaultDetail(HTTP_STATUS) != null)
            Plan.result(call, "refused", type, fault.lookupFaultDetail(HTTP_STATUS).getTextContent());
        else
            Plan.result(call, "error", type, fault.dumpToString());
    }

    private AxisClient() {
    }
}
