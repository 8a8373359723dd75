using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Not all of it could be erased: tried again after a while, as soon as what hinders it is gone.</summary>
internal sealed class EffacementEntraveException(string message) : Exception(message);

/// <summary>
/// What keeps files from being erased, told to those who can see to it: by a task of the établissement; where the établissement itself
/// goes, with its tasks, by the erasure.
/// </summary>
internal sealed class Entraves(
    Database database, PassageBook passages, TacheBook tasks, SsoOptions sso, ILogger<Entraves> logger)
{
    private const string Sujet = "effacement";

    /// <param name="whose">Everybody whose files were to go.</param>
    /// <param name="hindered">Those whose files could not all be, and why.</param>
    /// <returns>What keeps the erasure from ending, in French; null: nothing.</returns>
    public async Task<string?> NoterAsync(
        PassageRow passage, IReadOnlyList<string> whose, IReadOnlyDictionary<string, Exception> hindered, CancellationToken ct)
    {
        foreach (var (code, failure) in hindered) Log.FilesNotErased(logger, code, failure);
        if (passage.Quoi == ActeConservation.Etablissement)
        {
            var why = hindered.Count > 0 ? Texte(hindered.Values.First()) : await PromisAsync(passage.Code!, ct);
            await passages.DireAsync(passage.Id, why, ct);
            return why;
        }

        foreach (var (code, failure) in hindered)
            await database.WriteAsync(
                session => tasks.TellAsync(session, code, TypeTache.EffacementEntrave, Sujet, Texte(failure), ct), ct);
        // Hardly anybody has one: the others' turns to write are not taken night after night.
        var told = await TacheBook.DitesAsync(database, TypeTache.EffacementEntrave, Sujet, ct);
        foreach (var code in whose.Where(code => !hindered.ContainsKey(code)).Intersect(told))
            await database.WriteAsync(session => tasks.CloseAsync(session, code, TypeTache.EffacementEntrave, Sujet, ct), ct);
        return hindered.Count > 0 ? Texte(hindered.Values.First()) : null;
    }

    // Whoever has the code next would be administered by the groups of its former owner.
    private async Task<string?> PromisAsync(string code, CancellationToken ct)
    {
        string[] names = [code, .. await Fermetures.UaisDeAsync(database, code, ct)];
        return sso.Groupes.FirstOrDefault(g => names.Contains(g.Etablissement, StringComparer.OrdinalIgnoreCase)) is { } group
            ? $"Le réglage {SsoOptions.Section}:{nameof(SsoOptions.Droits)} donne encore des droits sur « {group.Etablissement} » au "
                + $"groupe « {group.Groupe} » : l'en retirer et redémarrer la passerelle. D'ici là, le code reste réservé."
            : null;
    }

    private static string Texte(Exception failure) =>
        "Des fichiers qui devaient être effacés sont encore dans un dossier d'échange : "
        + (failure is EntreeHostileException ? failure.Message : $"la passerelle ne peut pas y travailler ({failure.GetType().Name}).")
        + " Rétablir le dossier et le droit d'y écrire : l'effacement reprend de lui-même. Jusque-là, ce qui dit où sont ces fichiers est "
        + "conservé.";
}
