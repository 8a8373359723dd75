using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>POST and WSDL of a neighbour of OpiMetier, from the bytes to the answer, faults of the network included.</summary>
internal abstract class VoisinEndpoint(string service, IReadOnlyList<VoisinOperation> operations, CallLog log, ApogeeNetwork network)
{
    public void Map(IEndpointRouteBuilder routes, Func<Uri> url)
    {
        var path = "/services/" + service;
        routes.MapPost(path, context =>
        {
            log.Count("appels" + service);
            return network.PassAsync(context, service, (body, panne) => HandleAsync(context, body, panne));
        });
        routes.MapGet(path, (RequestDelegate)(context => SoapWriter.XmlAsync(
            context.Response, StatusCodes.Status200OK, VoisinWsdl.Write(service, operations, new Uri(url(), path)))));
    }

    /// <summary>Carries out a call: the children of the answer, or the fault.</summary>
    protected abstract (IEnumerable<XElement> Answer, OpiFault? Fault) CarryOut(VoisinCall call);

    private async Task HandleAsync(HttpContext context, byte[] body, Panne? panne)
    {
        if (VoisinCall.Read(body, service, operations, out var erreur) is not { } call)
        {
            log.Count("nonReconnus");
            await SoapWriter.PlainFaultAsync(context.Response, erreur);
            return;
        }

        await network.WaitAsync(context, panne);
        var (answer, fault) = CarryOut(call);
        if (fault is not null)
            log.Refused(call["numOPI"] ?? call["codOPI"], fault);
        if (network.Cut(context, panne))
            return;
        if (fault is null)
            await SoapWriter.AnswerAsync(context.Response, new XElement(XName.Get(call.Operation.Response, call.Namespace), answer));
        else
            await SoapWriter.FaultAsync(context.Response, call.Namespace, fault);
    }
}
