using System.Xml;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>The hosted service OpiMetier: every supported version in every known namespace (contract §1, §4).</summary>
public static class OpiMetierService
{
    /// <param name="handle">
    /// Makes a message durable and accepts it (null), or refuses it. It is also given what the checks refused
    /// (<see cref="OpiFaute"/>), so that nothing that came in is lost. <see cref="SoapCall.RawBytes"/> is the message.
    /// </param>
    /// <param name="webBaseException">Rule E5: whether this caller wants its faults as <c>WebBaseException</c>.</param>
    public static SoapService Create(
        Func<OpiLecture, SoapCall, CancellationToken, ValueTask<OpiFaute?>> handle,
        Func<HttpContext, bool>? webBaseException = null)
    {
        var operation = new OpiOperation(handle, webBaseException);
        return new SoapService(name => OpiSchema.ByOperation(name.Name) is not null && OpiNamespaces.IsKnown(name.Namespace) ? operation
            : null);
    }

    /// <summary>Words the endpoint's own faults in Apogée's grammar: for <see cref="SoapEndpointOptions.DescribeFailure"/>.</summary>
    /// <param name="webBaseException">Rule E5: whether this caller wants its faults as <c>WebBaseException</c>.</param>
    public static SoapFault DescribeFailure(SoapFailure failure, bool webBaseException = false)
    {
        var code = failure.Kind switch
        {
            SoapFailureKind.UnknownOperation => CodesFaute.Operation,
            SoapFailureKind.Unexpected or SoapFailureKind.Unavailable => CodesFaute.Interne,
            SoapFailureKind.TooSlow => CodesFaute.TropLent,
            _ => CodesFaute.Message,
        };
        var faute = failure is { Kind: SoapFailureKind.UnknownOperation, Request: { } request }
            ? OpiFautes.UnknownOperation(request.Name)
            : new OpiFaute(code, "message", failure.Message);
        var ns = failure.Request?.Namespace is { } caller && OpiNamespaces.IsKnown(caller) ? caller : OpiNamespaces.Default;
        return faute.ToSoapFault(ns, webBaseException, failure.Code);
    }
}

/// <summary>Reads, hands over, answers in the caller's namespace.</summary>
internal sealed class OpiOperation(
    Func<OpiLecture, SoapCall, CancellationToken, ValueTask<OpiFaute?>> handle,
    Func<HttpContext, bool>? webBaseException) : SoapOperation<OpiLecture>
{
    protected override OpiLecture Read(XmlReader reader, XmlQualifiedName name) => OpiMessageReader.Read(reader);

    protected override async ValueTask<SoapReply> HandleAsync(OpiLecture request, SoapCall call, CancellationToken cancellationToken)
    {
        // What the checks refused stays refused, whatever the handler makes of it.
        var judged = await handle(request, call, cancellationToken);
        var faute = request as OpiFaute ?? judged;
        return faute is null
            ? SoapReply.Empty(OpiSchema.ByOperation(call.Name.Name)!.Reponse, call.Name.Namespace)
            : SoapReply.FromFault(faute.ToSoapFault(call.Name.Namespace, webBaseException?.Invoke(call.HttpContext) ?? false));
    }
}
