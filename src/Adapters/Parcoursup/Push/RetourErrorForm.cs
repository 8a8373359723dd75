using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Push;

/// <summary>A <c>retour</c> NOK where Parcoursup, or a SIS at the façade, calls (contract §3).</summary>
internal sealed class RetourErrorForm : IErrorForm
{
    public PathString Prefix => "/parcoursup";

    public IResult Answer(HttpContext http, int status, string message) =>
        new AcknowledgementResult(status, Acknowledgement.Nok($"{message} (corrélation {http.TraceIdentifier})"));
}
