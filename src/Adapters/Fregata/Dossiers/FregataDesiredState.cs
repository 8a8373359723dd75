using System.Globalization;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Fregata.Dossiers;

/// <summary>
/// Rule G2: whose wish has turned unfavourable has left. A dossier that nobody processed follows by itself, for a processed one a
/// person has to act. Who is admitted again comes back with the next import.
/// </summary>
internal sealed class FregataDesiredState(TacheBook tasks, EvenementBook events) : IDesiredState
{
    private const string Source = "règle G2";

    public Sis Sis => Sis.Fregata;

    public async Task UpdateAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats,
        CancellationToken ct)
    {
        var book = await DossierSet.LoadAsync(session, etablissement.Code, candidats.Select(c => c.Row.Key), ct);
        foreach (var candidat in candidats)
            foreach (var dossier in book.Of(candidat.Row.Key))
            {
                var wishes = candidat.Voeux.Where(v => v.CodeFormation == dossier.CodeFormation).ToList();
                if (wishes.Exists(v => v.EstVivant)) await ReturnAsync(session, etablissement.Code, book, dossier, ct);
                else if (wishes.Count > 0 && wishes.TrueForAll(v => v.CodeDecision == nameof(CodeDecision.D)))
                    await LeaveAsync(session, etablissement.Code, book, dossier, wishes[0].ReadDecision()!.Motif, ct);
            }

        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, etablissement.Code, book.Events, ct);
    }

    /// <summary>Closes what asked a person to act on a departure.</summary>
    public static Task SettleAsync(TacheBook tasks, WriteSession session, string etablissement, DossierRow dossier, CancellationToken ct) =>
        tasks.CloseAsync(session, etablissement, TypeTache.DepartFregata, dossier.Id.ToString(), ct);

    private async Task LeaveAsync(WriteSession session, string etablissement, DossierSet book, DossierRow dossier, string motif,
        CancellationToken ct)
    {
        if (dossier.EstTraite)
            await tasks.AddAsync(session, etablissement, TypeTache.DepartFregata, dossier.Id.ToString(), ToDo(dossier, motif), ct);
        if (dossier.Depart == motif || dossier.State == EtatDossier.Annule) return;

        var wasThere = dossier.Depart is null;
        dossier.Depart = motif;
        if (dossier.EstATraiter) dossier.State = EtatDossier.Desiste;
        book.Changed(dossier);
        if (wasThere)
            book.Tell(dossier, dossier.EstTraite
                ? $"Le candidat a quitté la formation alors que son dossier est déjà traité dans Fregata : {motif}"
                : $"Dossier Fregata désisté avant d'être traité : {motif}", Source);
    }

    private async Task ReturnAsync(WriteSession session, string etablissement, DossierSet book, DossierRow dossier, CancellationToken ct)
    {
        if (dossier.Depart is null || !dossier.EstTraite) return;
        dossier.Depart = null;
        book.Changed(dossier);
        book.Tell(dossier, "Le candidat est de nouveau admis : son dossier, déjà traité dans Fregata, reste valable.", Source);
        await SettleAsync(tasks, session, etablissement, dossier, ct);
    }

    private static string ToDo(DossierRow dossier, string motif) => string.Create(CultureInfo.InvariantCulture,
        $"Fregata, dossier {dossier.Id} : le candidat n'est plus admis ({motif.TrimEnd('.')}) alors que ")
        + (dossier.State == EtatDossier.Valide
            ? "son inscription est validée. Annuler l'inscription dans Fregata, Parcoursup en sera informé ; "
                + "si le candidat est bien présent, faire corriger sa situation dans Parcoursup."
            : "son inscription est déjà traitée. L'annuler dans Fregata ; si le candidat vient malgré tout, faire corriger sa situation "
                + "dans Parcoursup : il ne peut pas être validé avant.");
}
