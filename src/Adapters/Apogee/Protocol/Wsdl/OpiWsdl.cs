using System.Collections.Concurrent;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The contracts that are served, written from the type table. Each imports nothing, so that a client behind any proxy
/// needs one request only.
/// </summary>
public static class OpiWsdl
{
    /// <summary>The address in the files of <c>wsdl/</c>.</summary>
    public static readonly Uri AdresseExemple = new("http://localhost:8080/services/OpiMetier");

    // Anybody may ask, for any of thousands of combinations: only so many are remembered.
    private const int MostKept = 64;

    private static readonly ConcurrentDictionary<(string?, string), WsdlDocument> Kept = new();

    /// <summary>The document of a contract, remembered.</summary>
    public static WsdlDocument Document(OpiContrat contrat)
    {
        ArgumentNullException.ThrowIfNull(contrat);
        var key = (contrat.Date, string.Join(',', contrat.Versions));
        if (Kept.TryGetValue(key, out var kept)) return kept;
        var document = new WsdlDocument(OpiWsdlWriter.Write(contrat, AdresseExemple));
        if (Kept.Count < MostKept) Kept.TryAdd(key, document);
        return document;
    }

    /// <summary>The text of a contract with the address at which its reader reaches the service.</summary>
    public static string Render(OpiContrat contrat, Uri address) => Document(contrat).Render(address);
}
