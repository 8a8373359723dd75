using Microsoft.Net.Http.Headers;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>A file of a lot, as it was published and not otherwise.</summary>
internal sealed class LotTelechargement(LotStores stores)
{
    /// <summary>Answers with the file.</summary>
    /// <returns>Null when it was answered, else why there is none, in French.</returns>
    public async Task<string?> RepondreAsync(HttpContext http, LotRow lot, NatureFichier nature)
    {
        if (!lot.Conserve || lot.ReadManifeste() is not { } manifeste) return Absent(lot);
        var file = manifeste.Fichiers.Single(f => f.Nature == nature);
        var response = http.Response;
        response.ContentType = $"text/csv; charset={manifeste.Encodage.ToLowerInvariant()}";
        response.ContentLength = file.Octets;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = file.Nom }.ToString();
        if (await stores.Of(lot.Dossier).CopyToAsync(lot.Publie, new FileHash(file.Nom, file.Sha256), response.Body, http.RequestAborted))
            return null;
        response.Clear();
        return $"Le fichier {file.Nom} n'est plus dans le dossier « {lot.Dossier} » tel qu'il a été écrit : générer un nouveau lot.";
    }

    public static string Absent(LotRow lot) => lot.Is(EtatLot.Echec) || lot.Is(EtatLot.EnPreparation)
        ? $"Le lot {lot.Numero} n'a pas été publié."
        : $"Les fichiers du lot {lot.Numero} ne sont plus conservés : prendre le lot le plus récent.";
}
