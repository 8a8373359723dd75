using System.Text;
using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Soap.Server;

/// <summary>Answers the GETs of one address: its contract, or a word of explanation.</summary>
internal static class ContractEndpoint
{
    public static async Task GetAsync(HttpContext http, SoapEndpointOptions options)
    {
        var query = http.Request.Query;
        if (query.ContainsKey("wsdl") || query.ContainsKey("xsd"))
        {
            var result = options.Contract is { } contract ? await contract(http) : null;
            await (result ?? Results.NotFound()).ExecuteAsync(http);
            return;
        }

        http.Response.Headers.Allow = "POST";
        await Results.Text(
            "Ce service SOAP n'accepte que la méthode POST. Ajoutez ?wsdl à l'adresse pour lire son contrat.",
            "text/plain", Encoding.UTF8, StatusCodes.Status405MethodNotAllowed).ExecuteAsync(http);
    }
}
