namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>A small WSDL of a neighbour: enough for a probe, not the one of Apogée.</summary>
internal static class VoisinWsdl
{
    public static string Write(string service, IEnumerable<VoisinOperation> operations, Uri address)
    {
        var space = "gouv.education.apogee.commun.servicesmetiers." + service;
        var written = string.Concat(operations.Select(o => $"""
            <wsdl:operation name="{o.Name}"><wsdl:input message="impl:{o.Name}"/><wsdl:output message="impl:{o.Response}"/></wsdl:operation>
            """));
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <wsdl:definitions targetNamespace="{space}-impl" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
                xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:impl="{space}-impl">
              <wsdl:portType name="{service}ServiceInterface">{written}</wsdl:portType>
              <wsdl:service name="{service}ServiceInterfaceService">
                <wsdl:port name="{service}" binding="impl:{service}SoapBinding"><soap:address location="{address}"/></wsdl:port>
              </wsdl:service>
            </wsdl:definitions>
            """;
    }
}
