using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Soap;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Whether the WSDL of one of Apogée's services can be read and offers the configured operation.</summary>
internal static class ContratApogee
{
    private const string Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private const string Remede = "Vérifier l'adresse, ou demander à l'administrateur d'Apogée d'ouvrir l'accès au WSDL.";

    private static readonly SoapLimits Limits = SoapLimits.Default with { MaxBodyBytes = 8 * 1024 * 1024, MaxElements = 200_000 };

    /// <param name="remedyForOther">What to do when the WSDL offers other operations than the configured one.</param>
    public static async Task<Constat> CheckAsync(
        ServiceApogee service, string operation, Func<IReadOnlySet<string>, string> remedyForOther, HttpClient http, TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var delay = new CancellationTokenSource(service.Soap.Timeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delay.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(service.Url) { Query = "wsdl" }.Uri);
            if (service.Soap.Login is { Length: > 0 } login)
                request.Headers.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{service.Soap.Password}")));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return Constat.Warn("Apogée refuse l'identifiant du service.",
                    "Vérifier login et motDePasse dans la configuration d'Apogée.");
            if (!response.IsSuccessStatusCode)
                return Constat.Warn($"L'adresse du WSDL répond {(int)response.StatusCode}.", Remede);
            await response.Content.LoadIntoBufferAsync(Limits.MaxBodyBytes, deadline.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            return Judge(bytes, response.Content.Headers.ContentType?.CharSet?.Trim('"'), operation, remedyForOther);
        }
        catch (HttpRequestException failure) when (failure.GetBaseException() is UnauthorizedAccessException refused)
        {
            return Constat.Warn(refused.Message, "Corriger l'adresse du service dans la configuration d'Apogée.");
        }
        catch (HttpRequestException)
        {
            return Constat.Warn("Le service d'Apogée est injoignable.", "Vérifier l'adresse, le réseau et les pare-feux.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Constat.Warn("Le WSDL d'Apogée n'est pas arrivé dans le délai imparti.",
                "Vérifier que le service répond ; augmenter delaiSecondes s'il est lent.");
        }
    }

    private static Constat Judge(byte[] wsdl, string? charset, string operation, Func<IReadOnlySet<string>, string> remedyForOther)
    {
        HashSet<string> names;
        try
        {
            names = Operations(wsdl, charset);
        }
        catch (SoapRequestException)
        {
            return Constat.Warn("L'adresse ne rend pas un WSDL.", Remede);
        }

        if (names.Count == 0) return Constat.Warn("Le WSDL ne décrit aucune opération à cette adresse.", Remede);
        return names.Contains(operation)
            ? new(ResultatEtape.Reussie, $"Le WSDL est accessible et offre {operation}.", null)
            : Constat.Warn($"Le WSDL n'offre pas {operation}.", remedyForOther(names));
    }

    private static HashSet<string> Operations(byte[] wsdl, string? charset)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var reader = HardenedXmlReader.Create(wsdl, charset, Limits);
        while (reader.Read())
            if (reader.NodeType == XmlNodeType.Element && reader.NamespaceURI == Wsdl && reader.LocalName == "operation"
                && reader.GetAttribute("name") is { } name)
                names.Add(name);
        return names;
    }
}
