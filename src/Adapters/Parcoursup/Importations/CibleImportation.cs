using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Which candidates a file holds: neither formation nor établissement stands in it (contract §8).</summary>
internal sealed record CibleImportation(int Session, int CodeFormation, string Uai);

/// <summary>What whoever sends a file tells of it.</summary>
/// <param name="FormationNouvelle">He knows that the gateway has never heard of the formation.</param>
internal sealed record DemandeImportation(int? Session, int? Formation, string? Uai, bool FormationNouvelle);

/// <summary>
/// Settles what a file holds, before anything of it is stored. A mistyped formation would make candidates of strangers,
/// whom a file cannot withdraw again: what nobody has heard of is refused unless it is meant.
/// </summary>
internal sealed class CiblesImportation(Database database, ConfigurationDirectory directory)
{
    /// <summary>The target, or what is wrong with what was told: field and French message.</summary>
    public async Task<(CibleImportation? Cible, string Champ, string Message)> FindAsync(
        EtablissementModel etablissement, DemandeImportation demande, CancellationToken ct)
    {
        if (demande.Session is not { } session) return (null, "session", "Indiquer la session de Parcoursup, par exemple 2026.");
        if (directory.Current.Close(session) is { } close) return (null, "session", close.Refus);
        if (directory.Current.Campagne(session) is null)
            return (null, "session",
                $"La session {session} n'a pas de calendrier de campagne : corriger l'année, "
                + $"ou enregistrer d'abord ce calendrier (PUT /api/campagnes/{session}).");
        if (demande.Formation is not (> 0 and var formation))
            return (null, "formation", "Indiquer le code Parcoursup de la formation que contient le fichier, par exemple 8842.");
        if (!demande.FormationNouvelle && !await IsKnownAsync(etablissement, session, formation, ct))
            return (null, "formation",
                $"La formation {formation} n'est ni dans la correspondance des formations de l'établissement, "
                + $"ni dans un vœu de la session {session} : vérifier le code. "
                + "S'il est juste, ajouter la formation à la correspondance, ou confirmer qu'elle est nouvelle "
                + "(formationNouvelle=true, ou --formation-nouvelle en ligne de commande).");

        var uais = etablissement.Document.Uais;
        var uai = demande.Uai?.Trim() ?? (uais.Count == 1 ? uais[0] : null);
        if (uai is null)
            return (null, "uai", $"L'établissement a plusieurs UAI : indiquer celle de la formation ({string.Join(", ", uais)}).");
        return uais.FirstOrDefault(u => string.Equals(u, uai, StringComparison.OrdinalIgnoreCase)) is { } own
            ? (new CibleImportation(session, formation, own), "", "")
            : (null, "uai", $"Cette UAI n'est pas l'une de celles de l'établissement ({string.Join(", ", uais)}).");
    }

    private async Task<bool> IsKnownAsync(EtablissementModel etablissement, int session, int formation, CancellationToken ct) =>
        etablissement.Formation(formation) is not null || (await database.QueryAsync<int>(
            "SELECT 1 FROM voeu WHERE etablissement = @Code AND session = @session AND code_formation = @formation LIMIT 1",
            new { etablissement.Code, session, formation }, ct)).Count > 0;
}
