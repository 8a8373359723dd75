using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Gardes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>
/// The guard on snapshots: Scolarix purges whoever is not in the file, so that one which drops many, or rests on a pull that
/// is not trusted, or is empty, waits for a person. The former file stays meanwhile.
/// </summary>
internal sealed class InstantaneGuarding(GardeBook guards, IBusinessClock clock, TimeProvider time) : IGardeEffect
{
    private const string Held = nameof(EtatInstantane.EnAttente);

    public TypeGarde Type => TypeGarde.Instantane;

    public SuiteGarde Annoncer(GardeRow garde) => Suite(garde.Nombre, garde.Vivants) with
    {
        Page = string.Create(CultureInfo.InvariantCulture, $"/scolarix/instantanes/garde/{garde.Id}"),
    };

    /// <param name="avant">How many stand in the last published one.</param>
    public static SuiteGarde Suite(int sorties, int avant) => new(
        sorties == 0 ? "L'instantané est publié : Scolarix le prend à la place du précédent."
            : $"L'instantané est publié : à son prochain import, Scolarix retire de sa base {Accord.De(sorties, "candidat")} sur {avant}.",
        "Rien n'est publié : le fichier précédent reste, et le prochain instantané sera comparé à lui.");

    /// <summary>Holds a prepared snapshot when it has to be held.</summary>
    /// <param name="formerly">Candidates of the last published one, null before the first.</param>
    /// <param name="candidats">How many it holds.</param>
    public async Task HoldAsync(
        WriteSession session, EtablissementModel etablissement, InstantaneRow row, int? formerly, int candidats, int leaving,
        CancellationToken ct)
    {
        var reasons = new List<string>();
        if (formerly is { } former && SnapshotGuard.NeedsConfirmation(etablissement.Regles, former, leaving))
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"il retirerait {Accord.De(leaving, "candidat")} sur {former}"));
        if (candidats == 0)
            reasons.Add("il ne contient aucun candidat, et Scolarix purgerait toute sa base");
        var pulls = await LastPullsAsync(session, etablissement, ct);
        if (pulls.Where(p => !p.DeConfiance).Select(p => p.Uai).ToList() is { Count: > 0 } distrusted)
            reasons.Add($"la dernière récupération complète de {string.Join(", ", distrusted)} n'est pas de confiance (règle C7)");
        var never = etablissement.Document.Uais.Except(pulls.Select(p => p.Uai)).Order(StringComparer.Ordinal).ToList();
        if (etablissement.Document.ConnecteALaSource() && never.Count > 0)
            reasons.Add(
                $"{string.Join(", ", never)} n'a encore eu aucune récupération complète de confiance (règle C7) : "
                + "lancer d'abord une récupération (POST recuperations)");
        if (reasons.Count == 0) return;

        var message = $"L'instantané {row.Numero} de la session {row.Session} pour Scolarix n'est pas publié : "
            + $"{string.Join(" ; ", reasons)}. "
            + $"Vérifier la cause (scolarix/instantanes/{row.Numero}/mouvements), puis confirmer ou rejeter. "
            + "En attendant, le fichier précédent reste.";
        var garde = await guards.InsertAsync(
            session, etablissement.Code, Type, clock.Today, leaving, formerly ?? 0, null, message, JsonText.Of(row.Id), null, ct);
        await session.ExecuteAsync(
            $"UPDATE scolarix_instantane SET etat = '{Held}', garde = @garde, message = @message, {Lease.Free} WHERE id = @Id",
            new { garde, message, row.Id }, ct);
    }

    public async Task SettleAsync(WriteSession session, long id, EtatGarde etat, string par, CancellationToken ct)
    {
        if (etat == EtatGarde.Confirmee)
            await session.ExecuteAsync(
                $"""
                UPDATE scolarix_instantane SET etat = '{nameof(EtatInstantane.APublier)}', message = @message
                WHERE garde = @id AND etat = '{Held}'
                """,
                new { id, message = $"Confirmé par {par}." }, ct);
        else
            await session.ExecuteAsync(
                $"""
                UPDATE scolarix_instantane SET etat = '{nameof(EtatInstantane.Rejete)}', termine_le = @now, message = @message
                WHERE garde = @id AND etat = '{Held}'
                """,
                new { id, now = time.GetUtcNow(), message = $"Rejeté par {par} : le fichier précédent reste." }, ct);
    }

    // Of the UAIs of today's configuration: nobody can pull one that has been taken out of it.
    private static Task<IReadOnlyList<PullRow>> LastPullsAsync(
        WriteSession session, EtablissementModel etablissement, CancellationToken ct) => session.QueryAsync<PullRow>(
        $"""
        SELECT r.uai, r.de_confiance FROM recuperation r WHERE r.etablissement = @Code AND r.uai IN @uais
          AND r.id = (
              SELECT MAX(l.id) FROM recuperation l WHERE l.etablissement = @Code AND l.uai = r.uai AND l.code_candidat IS NULL
                AND l.etat = '{nameof(EtatRecuperation.Terminee)}' AND l.de_confiance IS NOT NULL)
        ORDER BY r.uai
        """,
        new { etablissement.Code, uais = etablissement.Document.Uais.ToArray() }, ct);

    private sealed class PullRow
    {
        public string Uai { get; init; } = "";
        public bool DeConfiance { get; init; }
    }
}
