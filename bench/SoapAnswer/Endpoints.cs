using System.Xml;
using System.Xml.Serialization;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Bench;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.SoapAnswer;

/// <summary>What is compared; each accepts a message and stores nothing.</summary>
internal static class Endpoints
{
    private const string SoapEnvelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private static readonly XmlSerializer Serializer = new(typeof(TypedOpi));
    private static readonly byte[] Answer =
        System.Text.Encoding.UTF8.GetBytes($"<e:Envelope xmlns:e='{SoapEnvelope}'><e:Body><o:mettreajourDonneesOpi_v10Response xmlns:o='{TypedOpi.Namespace}'/></e:Body></e:Envelope>");

    /// <summary>The bare one first.</summary>
    public static readonly string[] Names = ["bare", "soap", "XmlSerializer"];

    public static Action<WebApplication> Of(string name) => name switch
    {
        "bare" => app => app.MapPost("/", BareEndpoint.EchoAsync),
        "soap" => app => app.MapSoap("/", OpiMetierService.Create((lecture, _, _) => new(lecture as OpiFaute)), new SoapEndpointOptions
        {
            DescribeFailure = (_, failure) => OpiMetierService.DescribeFailure(failure),
        }),
        "XmlSerializer" => app => app.MapPost("/", SerializerAsync),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>The usual way: the reader of the framework and typed classes.</summary>
    public static TypedOpi Deserialize(Stream message)
    {
        using var reader = XmlReader.Create(message, Settings);
        reader.ReadToFollowing("Body", SoapEnvelope);
        reader.Read();
        reader.MoveToContent();
        return (TypedOpi)Serializer.Deserialize(reader)!;
    }

    private static async Task SerializerAsync(HttpContext http)
    {
        using var body = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Response.StatusCode = Deserialize(body)._donneesOpi is null ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        http.Response.ContentType = "text/xml;charset=utf-8";
        http.Response.ContentLength = Answer.Length;
        await http.Response.Body.WriteAsync(Answer, http.RequestAborted);
    }
}
