using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>
/// Answers <c>?wsdl</c> of the hosted OPI service: <c>version</c> and <c>espace</c> choose the document, the caller's
/// own address stands in it. Public, as contracts are.
/// </summary>
internal sealed class OpiContract(PublicAddress address)
{
    /// <summary>Null when something else than the WSDL is asked for: it imports nothing, so there is no schema apart.</summary>
    public ValueTask<IResult?> AnswerAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (!query.ContainsKey("wsdl")) return ValueTask.FromResult<IResult?>(null);
        var contrat = OpiContrat.TryParse(query["version"].ToString(), query["espace"].ToString(), out var erreur);
        return ValueTask.FromResult<IResult?>(contrat is null
            ? Results.Text(erreur, "text/plain", System.Text.Encoding.UTF8, StatusCodes.Status400BadRequest)
            : OpiWsdl.Document(contrat).At(address.SeenBy(http.Request)));
    }
}
