using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>Calls of the service for jobs, written by hand; every answer must be valid against the contract.</summary>
public static class TraitementCalls
{
    public const string JobNamespace = "urn:parcoursup-gateway:apogee:v1";
    public const string JobPath = "/services/PasserelleApogee";
    public const string JobAccount = "traitement:mdp-traitement";

    private static readonly XmlSchemaSet Contract = LoadContract();

    /// <summary>Gives an établissement's document an account for its job, and the way out Service.</summary>
    public static void UseService(this TestEtablissement etab, string login = "traitement", string voie = "Service")
    {
        etab.Document["opi"]!["voie"] = voie;
        etab.Document["opi"]!["traitement"] = new System.Text.Json.Nodes.JsonObject
        {
            ["comptes"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["login"] = login, ["motDePasse"] = "mdp-" + login }),
        };
    }

    public static string JobEnvelope(string operation, string children) =>
        $"""<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><p:{operation} xmlns:p="{JobNamespace}">{children}</p:{operation}></e:Body></e:Envelope>""";

    public static async Task<Answer> PostJobAsync(this HttpClient http, string envelope, string? basic = JobAccount, string path = JobPath)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml; charset=utf-8");
        return await http.SendAsync(HttpMethod.Post, path, content, basic: basic);
    }

    /// <summary>The <c>resultat</c> of a call that must succeed.</summary>
    public static async Task<XElement> JobAsync(this HttpClient http, string operation, string children, string basic = JobAccount)
    {
        var answer = await http.PostJobAsync(JobEnvelope(operation, children), basic);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var response = BodyOf(answer);
        Assert.Equal(XName.Get(operation + "Response", JobNamespace), response.Name);
        AssertValid(response);
        return response.Elements().Single();
    }

    /// <summary>Code and French text of a call that must be refused.</summary>
    public static async Task<(string Code, string Message)> JobFaultAsync(this HttpClient http, string operation, string children, string basic = JobAccount)
    {
        var answer = await http.PostJobAsync(JobEnvelope(operation, children), basic);
        var fault = answer.AssertFault(JobNamespace);
        AssertValid(BodyOf(answer).Element("detail")!.Elements().Single());
        return fault;
    }

    public static string Acquittement(string jeton, string resultat = "PRISE", string more = "") =>
        $"<item><jeton>{jeton}</jeton><resultat>{resultat}</resultat>{more}</item>";

    /// <summary>Acknowledges; the states in the same order, joined by blanks.</summary>
    public static async Task<string> AcknowledgeAsync(this HttpClient http, string acquittements, string basic = JobAccount) =>
        string.Join(' ', (await http.JobAsync("acquitterOpi", $"<acquittements>{acquittements}</acquittements>", basic)).Elements("item").Select(i => i.Element("etat")!.Value));

    private static XElement BodyOf(Answer answer) => XDocument.Parse(answer.Text).Root!.Elements().Single().Elements().Single();

    private static void AssertValid(XElement element)
    {
        var errors = new List<string>();
        new XDocument(new XElement(element)).Validate(Contract, (_, e) => errors.Add(e.Message));
        Assert.True(errors.Count == 0, string.Join('\n', errors) + "\n" + element);
    }

    private static XmlSchemaSet LoadContract()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        var wsdl = XDocument.Parse(PasserelleApogeeWsdl.Document.Render(new Uri("https://passerelle.exemple.fr/")));
        foreach (var schema in wsdl.Descendants(XName.Get("schema", XmlSchema.Namespace)))
        {
            using var reader = schema.CreateReader();
            set.Add(XmlSchema.Read(reader, null)!);
        }

        set.Compile();
        return set;
    }
}
