using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Looks for the files by which jobs confirm: <c>&lt;manifeste&gt;.ok</c> beside the manifest.</summary>
internal sealed class ConfirmationWatch(Database database, LotBook lots, LotStores stores, LotClosing closing)
{
    public async Task LookAsync(CancellationToken ct)
    {
        foreach (var lot in await lots.ConfirmableByFileAsync(ct))
            if (await ReadAsync(lot, ct) is { } said)
                await (ConfirmationFile.Means(said, lot.Publie.Name, lot.ManifesteSha256)
                    ? closing.ConfirmAsync(lot.Etablissement, lot.Numero, $"le fichier {lot.Publie.Name.Confirmation}", ct)
                    : ComplainAsync(lot, ct));
    }

    // A folder that is away for a while must not stop the look at the others.
    private async Task<string?> ReadAsync(LotRow lot, CancellationToken ct)
    {
        try
        {
            return await stores.Of(lot.Dossier).ReadConfirmationAsync(lot.Publie, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Task ComplainAsync(LotRow lot, CancellationToken ct)
    {
        var message = $"Le fichier {lot.Publie.Name.Confirmation} ne confirme pas ce lot : "
            + "ce doit être un fichier ordinaire, sans lien, qui contient l'empreinte SHA-256 du manifeste ou son nom.";
        return lot.Message == message ? Task.CompletedTask : database.WriteAsync(
            async session => await session.ExecuteAsync(
                $"UPDATE fichier_lot SET message = @message WHERE id = @Id AND etat = '{nameof(EtatLot.Publie)}'",
                new { message = await session.SealAsync(lot.Etablissement, message, ct), lot.Id }, ct), ct);
    }
}
