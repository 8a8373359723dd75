using Microsoft.Net.Http.Headers;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Hands the file of a snapshot out, as it was written or not at all.</summary>
internal sealed class FichierInstantane(InstantaneStores stores)
{
    public async Task<IResult> RemettreAsync(HttpContext http, InstantaneRow row)
    {
        if (!row.EstLa) return Absent(http, row);
        var manifeste = row.ReadManifeste()!;
        var response = http.Response;
        response.ContentType = $"text/csv; charset={manifeste.Encodage.ToLowerInvariant()}";
        response.ContentLength = manifeste.Octets;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = row.NomFichier }.ToString();
        var written = new FileHash(row.NomFichier, manifeste.Sha256);
        if (await stores.Of(row.Dossier).CopyToAsync(row.Publie, written, response.Body, http.RequestAborted))
            return Results.Empty;
        response.Clear();
        return http.Refuse(StatusCodes.Status410Gone, "numero",
            $"Le fichier {row.NomFichier} n'est plus dans le dossier « {row.Dossier} » tel qu'il a été écrit : demander un nouvel "
            + "instantané.");
    }

    public static IResult Absent(HttpContext http, InstantaneRow row) => row.Is(EtatInstantane.EnAttente)
        ? http.Refuse(StatusCodes.Status409Conflict, "numero", $"L'instantané {row.Numero} n'est pas publié : {row.Message}")
        : http.Refuse(StatusCodes.Status410Gone, "numero", row.Is(EtatInstantane.Publie)
            ? $"Le fichier de l'instantané {row.Numero} n'est plus conservé : prendre le plus récent."
            : $"L'instantané {row.Numero} n'a pas été publié.");
}
