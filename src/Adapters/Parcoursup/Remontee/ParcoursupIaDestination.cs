using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Remontee;

/// <summary>Parcoursup's feedback: per candidate and formation the desired <c>etatInscription</c> (rules F3, F5).</summary>
internal sealed class ParcoursupIaDestination(ParcoursupClient client, InscriptionBook inscriptions) : IDestination
{
    public string Name => DestinationIa.Name;

    public string EnClair => "Remontée à Parcoursup";

    public int? FormationOf(string sujet) => InscriptionBook.KeyOf(sujet).Formation;

    public LaneSettings? SettingsOf(EtablissementModel etablissement) => etablissement.Parcoursup is { } parcoursup
        ? new LaneSettings(parcoursup.AppelsSimultanes, TimeSpan.FromMilliseconds(parcoursup.PauseMillisecondes),
            TimeSpan.FromSeconds(parcoursup.DelaiSecondes))
        {
            Waiting = etablissement.Profile.ReportsAtOnce ? EtatLivraison.AEnvoyer : EtatLivraison.AttenteRemontee,
        }
        : null;

    public async Task<IReadOnlyList<PreparedLivraison>> PrepareAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct)
    {
        var book = await CandidatSet.LoadAsync(session, etablissement.Code, claimed.Select(c => InscriptionBook.KeyOf(c.Sujet).Candidat),
            ct);
        var prepared = new List<PreparedLivraison>(claimed.Count);
        var attempted = new List<long>();
        foreach (var row in claimed)
        {
            var (key, formation) = InscriptionBook.KeyOf(row.Sujet);
            var state = RemonteeRule.DesiredState(
                await inscriptions.OfAsync(session, etablissement.Code, key, formation, ct), row.Tentee, InscriptionBook.ReportedBy(row));
            prepared.Add(Prepare(etablissement, row, book, key, formation, state));
            if (prepared[^1] is PreparedLivraison.ToSend && state != EtatInscription.Annulee) attempted.Add(row.Id);
        }

        if (attempted.Count > 0)
            await session.ExecuteAsync("UPDATE livraison SET tentee = TRUE WHERE id IN @attempted", new { attempted }, ct);
        return prepared;
    }

    private PreparedLivraison Prepare(EtablissementModel etablissement, LivraisonRow row, CandidatSet book, CandidatKey key, int formation,
        int? state)
    {
        if (state is not { } etat)
            return new PreparedLivraison.Nothing(row, EtatLivraison.SansObjet, "Aucune inscription payée à remonter.", null);
        if (book.Candidat(key) is not { } candidat)
            return new PreparedLivraison.Nothing(row, EtatLivraison.RefusMetier, "Candidat inconnu de la passerelle.",
                "Lancer une récupération ciblée de ce dossier.");

        var voeu = book.VoeuxOf(key).Where(v => v.CodeFormation == formation).OrderByDescending(v => v.EstVivant).ThenBy(v => v.Internat)
            .FirstOrDefault()?.ReadVoeu()
            ?? new Voeu { Key = new VoeuKey(key.Session, key.CodeCandidat, formation, false) };
        var maj = MajInscription.Create(candidat.ReadCandidat(), voeu, etat, etablissement.Formation(formation)?.CodeSise);
        if (string.IsNullOrEmpty(maj.CodeSise))
            return new PreparedLivraison.Nothing(row, EtatLivraison.RefusMetier,
                "Le code SISE de la formation est obligatoire pour la remontée.",
                $"Renseigner codeSise de la formation {formation} dans la correspondance.");
        return new PreparedLivraison.ToSend(row, etat.ToString(CultureInfo.InvariantCulture), token =>
            client.MajInscriptionAsync(etablissement.Parcoursup!, maj, token));
    }
}
