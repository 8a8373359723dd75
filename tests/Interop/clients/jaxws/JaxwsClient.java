package interop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import javax.xml.ws.BindingProvider;
import javax.xml.ws.Service;
import javax.xml.ws.soap.SOAPFaultException;

/** Calls the gateway with the stubs that wsimport made of its contract; the contract itself is read again at run time. */
public final class JaxwsClient {
    private static final Pattern STATUS = Pattern.compile("\\b[45]\\d\\d\\b");
    private static final String PACKAGE = ".servicesmetiers.commun.apogee.education.gouv.";
    private static final Map<Plan.Contract, Service> SERVICES = new HashMap<>();

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
        String generated = call.contract().name().toLowerCase() + "_impl" + PACKAGE + "OpiMetierServiceInterface";
        Service service = SERVICES.get(call.contract());
        if (service == null) {
            service = (Service) Class.forName(generated + "Service").getConstructor(URL.class, QName.class).newInstance(
                call.contract().wsdl(), new QName(call.contract().namespace() + "-impl", "OpiMetierServiceInterfaceService"));
            SERVICES.put(call.contract(), service);
        }

        Object port = service.getPort(Class.forName(generated));
        Map<String, Object> context = ((BindingProvider) port).getRequestContext();
        context.put(BindingProvider.USERNAME_PROPERTY, call.login());
        context.put(BindingProvider.PASSWORD_PROPERTY, call.password());
        Method operation = Arrays.stream(Class.forName(generated).getMethods())
            .filter(m -> m.getName().equals("mettreajourDonneesOpiV" + call.version())).findFirst().orElseThrow();
        Object donnees = operation.getParameterTypes()[0].getDeclaredConstructor().newInstance();
        operation.invoke(port, Beans.fill(donnees, call.fields()));
    }

    private static void report(Plan.Call call, Throwable error) throws ReflectiveOperationException {
        String type = error.getClass().getSimpleName();
        String message = String.valueOf(error.getMessage());
        Matcher status = STATUS.matcher(message);
        if (type.equals("WebBaseException")) {
            Object info = error.getClass().getMethod("getFaultInfo").invoke(error);
            String code = Beans.get(info, "type") + "." + Beans.get(info, "domaine") + "." + Beans.get(info, "nature") + "." + Beans.get(info, "element");
            Plan.result(call, "fault", type, message, code, (String) Beans.get(info, "lastErrorMsg"));
        } else if (type.equals("ClientTransportException") && status.find())
            Plan.result(call, "refused", type, status.group());
        else if (error instanceof SOAPFaultException fault)
            Plan.result(call, "error", type, fault.getFault().getFaultString());
        else
            Plan.result(call, "error", type, message);
    }

    private JaxwsClient() {
    }
}
