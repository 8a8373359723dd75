using System.Net.Http.Headers;
using System.Xml;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The gateway's own SOAP service for jobs ("traitements") on Apogée's side: they fetch OPI, acknowledge and confirm
/// them, and tell of enrolments. Its contract is <c>wsdl/PasserelleApogee.wsdl</c>.
/// </summary>
public static class PasserelleApogee
{
    public const string EspaceDeNoms = "urn:parcoursup-gateway:apogee:v1";

    /// <summary>Most lines of one call, of whatever kind.</summary>
    public const int LignesMaximum = 500;

    /// <summary>A full call of confirmations has many more elements than an OPI.</summary>
    public static SoapLimits Limits { get; } = SoapLimits.Default with { MaxBodyBytes = 4 * 1024 * 1024, MaxElements = 60_000 };

    /// <param name="handle">Acts and answers. It is also given what could not be read (<see cref="DemandeTraitement.Incorrecte"/>).</param>
    public static SoapService Create(Func<DemandeTraitement, SoapCall, CancellationToken, ValueTask<ReponseTraitement>> handle)
    {
        var operation = new TraitementOperation(handle);
        return new SoapService(name => name.Namespace == EspaceDeNoms && DemandeReader.Knows(name.Name) ? operation : null);
    }

    /// <summary>Reads an envelope again, as it was journaled.</summary>
    /// <param name="contentType">The Content-Type that came with it; its charset counts.</param>
    /// <exception cref="SoapRequestException">It is none of this service's.</exception>
    public static DemandeTraitement Read(ReadOnlyMemory<byte> enveloppe, string? contentType)
    {
        var charset = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.CharSet?.Trim('"') : null;
        using var request = SoapMessage.Open(enveloppe, charset, Limits);
        var demande = DemandeReader.Read(request.Reader);
        request.Complete();
        return demande;
    }

    /// <summary>Words the endpoint's own faults: for <see cref="SoapEndpointOptions.DescribeFailure"/>.</summary>
    public static SoapFault DescribeFailure(SoapFailure failure)
    {
        var faute = failure.Kind switch
        {
            SoapFailureKind.UnknownOperation => new OpiFaute(CodesTraitement.Operation, "operation",
                $"L'opération {failure.Request?.Name} n'existe pas dans ce service : appeler "
                + $"{string.Join(", ", DemandeReader.Operations)}, dans l'espace de noms {EspaceDeNoms}."),
            SoapFailureKind.Unexpected or SoapFailureKind.Unavailable => new OpiFaute(CodesTraitement.Interne, "message", failure.Message),
            SoapFailureKind.TooSlow => new OpiFaute(CodesTraitement.TropLent, "message", failure.Message),
            _ => new OpiFaute(CodesTraitement.Message, "message", failure.Message),
        };
        return faute.ToSoapFault(EspaceDeNoms, code: failure.Code);
    }
}

/// <summary>Reads, hands over, answers.</summary>
internal sealed class TraitementOperation(Func<DemandeTraitement, SoapCall, CancellationToken, ValueTask<ReponseTraitement>> handle)
    : SoapOperation<DemandeTraitement>
{
    protected override DemandeTraitement Read(XmlReader reader, XmlQualifiedName name) => DemandeReader.Read(reader);

    protected override async ValueTask<SoapReply> HandleAsync(DemandeTraitement request, SoapCall call, CancellationToken cancellationToken)
    {
        var answer = await handle(request, call, cancellationToken);
        return answer is ReponseTraitement.Refus refus
            ? SoapReply.FromFault(refus.Faute.ToSoapFault(PasserelleApogee.EspaceDeNoms))
            : SoapReply.Of(xml => ReponseWriter.Write(xml, call.Name.Name + "Response", answer));
    }
}
