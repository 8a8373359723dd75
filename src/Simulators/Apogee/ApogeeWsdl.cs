namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>A small WSDL of the simulator's own: enough for a probe, not the one of Apogée.</summary>
internal static class ApogeeWsdl
{
    private const string Undated = "gouv.education.apogee.commun.servicesmetiers.OpiMetier";

    public static string Write(Uri address, string? espaceDeNoms, IEnumerable<int> versions)
    {
        var served = versions.ToList();
        var ns = espaceDeNoms ?? Undated;
        string PerVersion(Func<int, string> write) => string.Concat(served.Select(write));
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <wsdl:definitions name="OpiMetierServiceInterfaceService" targetNamespace="{ns}-impl"
                xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:impl="{ns}-impl" xmlns:tns="{ns}">
              <wsdl:types>
                <xsd:schema targetNamespace="{ns}">
                  {PerVersion(v => $"""
                  <xsd:element name="mettreajourDonneesOpi_v{v}">
                    <xsd:complexType><xsd:sequence>
                      <xsd:element name="_donneesOpi" form="unqualified" type="xsd:anyType"/>
                    </xsd:sequence></xsd:complexType>
                  </xsd:element>
                  <xsd:element name="mettreajourDonneesOpi_v{v}Response"><xsd:complexType/></xsd:element>
                  """)}
                </xsd:schema>
              </wsdl:types>
              {PerVersion(v => $"""
              <wsdl:message name="mettreajourDonneesOpi_v{v}Request">
                <wsdl:part name="parameters" element="tns:mettreajourDonneesOpi_v{v}"/>
              </wsdl:message>
              <wsdl:message name="mettreajourDonneesOpi_v{v}Response">
                <wsdl:part name="parameters" element="tns:mettreajourDonneesOpi_v{v}Response"/>
              </wsdl:message>
              """)}
              <wsdl:portType name="OpiMetierServiceInterface">
                {PerVersion(v => $"""
                <wsdl:operation name="mettreajourDonneesOpi_v{v}">
                  <wsdl:input message="impl:mettreajourDonneesOpi_v{v}Request"/>
                  <wsdl:output message="impl:mettreajourDonneesOpi_v{v}Response"/>
                </wsdl:operation>
                """)}
              </wsdl:portType>
              <wsdl:binding name="OpiMetierSoapBinding" type="impl:OpiMetierServiceInterface">
                <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
                {PerVersion(v => $"""
                <wsdl:operation name="mettreajourDonneesOpi_v{v}">
                  <soap:operation soapAction=""/>
                  <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>
                </wsdl:operation>
                """)}
              </wsdl:binding>
              <wsdl:service name="OpiMetierServiceInterfaceService">
                <wsdl:port name="OpiMetier" binding="impl:OpiMetierSoapBinding"><soap:address location="{address}"/></wsdl:port>
              </wsdl:service>
            </wsdl:definitions>
            """;
    }
}
