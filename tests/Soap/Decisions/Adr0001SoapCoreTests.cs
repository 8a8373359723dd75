using System.Net;
using System.ServiceModel;
using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using System.Xml.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SoapCore;

namespace Parcoursup.Gateway.Soap.Tests.Decisions;

/// <summary>
/// What SoapCore does with what Apogée's clients send, on the classes that a generator makes of the contract
/// (docs/decisions/0001-soap-stack.md). A change of it is a reason to read the decision again.
/// </summary>
public sealed class Adr0001SoapCoreTests : IAsyncLifetime
{
    private const string Ns = "urn:OpiMetier";
    private const string InSchemaOrder = "<nom>MARTIN</nom><prenom>ZOE</prenom><sexe>F</sexe><ine>1234567890A</ine>";

    private readonly Service _service = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSoapCore();
        builder.Services.AddSingleton<IOpi>(_service);
        _app = builder.Build();
        ((IApplicationBuilder)_app).UseSoapEndpoint<IOpi>("/opi", new SoapEncoderOptions(), SoapSerializer.XmlSerializer);
        await _app.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(new Uri(_app.Urls.First()), "/opi") };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Children_in_schema_order_are_read()
    {
        var (status, answer) = await PostAsync(Envelope(InSchemaOrder));

        Assert.Equal((HttpStatusCode.OK, XName.Get("majResponse", Ns)), (status, answer.Name));
        Assert.Equal(("MARTIN", "ZOE", "F", "1234567890A"), _service.Read);
    }

    [Fact]
    public async Task Children_in_alphabetical_order_are_lost_and_the_answer_is_yes()
    {
        var (status, answer) = await PostAsync(Envelope("<ine>1234567890A</ine><nom>MARTIN</nom><prenom>ZOE</prenom><sexe>F</sexe>"));

        Assert.Equal((HttpStatusCode.OK, XName.Get("majResponse", Ns)), (status, answer.Name));
        Assert.Equal((null, null, null, "1234567890A"), _service.Read);
    }

    [Fact]
    public async Task The_same_operation_in_a_dated_namespace_ends_in_a_null_reference()
    {
        var (status, answer) = await PostAsync(Envelope(InSchemaOrder, Ns + "_27022018"));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("Object reference not set to an instance of an object.", answer.Element("faultstring")!.Value);
        Assert.Null(_service.Read.Nom);
    }

    [Fact]
    public async Task A_document_type_is_taken_and_its_entities_are_expanded()
    {
        // Three levels of ten: what a hostile sender multiplies further.
        const string Dtd = "<!DOCTYPE e [<!ENTITY a 'AAAAAAAAAA'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>";

        var (status, _) = await PostAsync(Dtd + Envelope("<nom>&c;</nom>"));

        Assert.Equal((HttpStatusCode.OK, 1000), (status, _service.Read.Nom!.Length));
    }

    [Fact]
    public async Task An_exception_is_told_to_the_caller_as_his_own_mistake()
    {
        var (status, answer) = await PostAsync(Envelope("<nom>PANNE</nom>"));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.EndsWith(":Client", answer.Element("faultcode")!.Value, StringComparison.Ordinal);
        Assert.Equal("Host=db;Password=secret", answer.Element("faultstring")!.Value);
    }

    [Fact]
    public async Task The_detail_of_a_typed_fault_is_not_the_element_of_the_contract()
    {
        var (status, answer) = await PostAsync(Envelope("<nom>FAUTE</nom>"));

        Assert.Equal((HttpStatusCode.InternalServerError, "a.b.c.d"), (status, answer.Element("faultstring")!.Value));
        var detail = answer.Element("detail")!.Elements().Single();
        Assert.NotEqual(XName.Get("fault", Ns), detail.Name);
        Assert.StartsWith("http://schemas.datacontract.org/", detail.Name.NamespaceName, StringComparison.Ordinal);
    }

    private static string Envelope(string etatCivil, string ns = Ns) =>
        $"<e:Envelope xmlns:e='{SoapNamespaces.Envelope}'><e:Body><o:maj xmlns:o='{ns}'><etatCivil>{etatCivil}</etatCivil></o:maj></e:Body></e:Envelope>";

    /// <summary>The status and the body's only child.</summary>
    private async Task<(HttpStatusCode Status, XElement Answer)> PostAsync(string message)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(message));
        content.Headers.TryAddWithoutValidation("Content-Type", "text/xml; charset=utf-8");
        content.Headers.TryAddWithoutValidation("SOAPAction", "\"\"");
        using var response = await _http.PostAsync((Uri?)null, content, TestContext.Current.CancellationToken);
        var envelope = XElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (response.StatusCode, envelope.Element(XName.Get("Body", SoapNamespaces.Envelope))!.Elements().Single());
    }

    [ServiceContract(Namespace = Ns + "-impl")]
    [XmlSerializerFormat(SupportFaults = true)]
    public interface IOpi
    {
        [OperationContract(Action = "", ReplyAction = "*", Name = "maj")]
        [FaultContract(typeof(Refus), Action = "", Name = "fault", Namespace = Ns)]
        Answer Maj(Request request);
    }

    [MessageContract(WrapperName = "maj", WrapperNamespace = Ns, IsWrapped = true)]
    public sealed class Request
    {
        [MessageBodyMember(Name = "etatCivil", Namespace = "", Order = 0)]
        [XmlElement("etatCivil", Form = XmlSchemaForm.Unqualified)]
        public EtatCivil? EtatCivil { get; set; }
    }

    [MessageContract(WrapperName = "majResponse", WrapperNamespace = Ns, IsWrapped = true)]
    public sealed class Answer;

    [XmlType("EtatCivil", Namespace = "EtatCivil.dto")]
    public sealed class EtatCivil
    {
        [XmlElement("nom", Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)]
        public string? Nom { get; set; }

        [XmlElement("prenom", Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)]
        public string? Prenom { get; set; }

        [XmlElement("sexe", Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)]
        public string? Sexe { get; set; }

        [XmlElement("ine", Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)]
        public string? Ine { get; set; }
    }

    [XmlType("Refus", Namespace = "exception.dto")]
    public sealed class Refus
    {
        [XmlElement("type", Form = XmlSchemaForm.Unqualified, Order = 0)]
        public string? Type { get; set; }
    }

    private sealed class Service : IOpi
    {
        public (string? Nom, string? Prenom, string? Sexe, string? Ine) Read { get; private set; }

        public Answer Maj(Request request)
        {
            Read = (request.EtatCivil?.Nom, request.EtatCivil?.Prenom, request.EtatCivil?.Sexe, request.EtatCivil?.Ine);
            return Read.Nom switch
            {
                "PANNE" => throw new InvalidOperationException("Host=db;Password=secret"),
                "FAUTE" => throw new FaultException<Refus>(new Refus { Type = "a" }, new FaultReason("a.b.c.d"), new FaultCode("Server")),
                _ => new Answer(),
            };
        }
    }
}
