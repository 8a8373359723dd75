using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>
/// Looks for the files by which jobs confirm: <c>&lt;manifeste&gt;.ok</c> beside the manifest, holding the manifest's
/// SHA-256 or its name.
/// </summary>
internal sealed class ConfirmationWatch(Database database, LotBook lots, LotStores stores, LotClosing closing)
{
    public async Task LookAsync(CancellationToken ct)
    {
        foreach (var lot in await lots.ConfirmableByFileAsync(ct))
            if (await ReadAsync(lot, ct) is { } said)
                await (Means(lot, said)
                    ? closing.ConfirmAsync(lot.Etablissement, lot.Numero, $"le fichier {lot.NomConfirmation}", ct)
                    : ComplainAsync(lot, ct));
    }

    // A folder that is away for a while must not stop the look at the others.
    private async Task<string?> ReadAsync(LotRow lot, CancellationToken ct)
    {
        try
        {
            return await stores.Of(lot.Dossier).ReadConfirmationAsync(lot, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // As sha256sum writes it, too: the hash, blanks, the name.
    private static bool Means(LotRow lot, string said) => said.Split([' ', '\t', '\r', '\n', '*'], StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
        && (string.Equals(first, lot.ManifesteSha256, StringComparison.OrdinalIgnoreCase) || first == lot.NomManifeste);

    private Task ComplainAsync(LotRow lot, CancellationToken ct)
    {
        var message = $"Le fichier {lot.NomConfirmation} ne confirme pas ce lot : il doit contenir l'empreinte SHA-256 du manifeste, ou son nom.";
        return lot.Message == message ? Task.CompletedTask : database.ExecuteAsync("UPDATE fichier_lot SET message = @message WHERE id = @Id AND etat = 'Publie'", new { message, lot.Id }, ct);
    }
}
