using System.Globalization;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// What the enrolments of evaluated candidates ask for. Those that wait for a formation are tried again (rule F2): the mapping or the
/// decisions may lead to it now. Rule C4: an unfavourable wish over a valid enrolment leaves all the same, and a person must
/// cancel the enrolment.
/// </summary>
internal sealed class InscriptionCheck(InscriptionBook inscriptions, InscriptionReprise reprise, TacheBook tasks)
{
    /// <summary>After the decisions are saved.</summary>
    public Task RetryAsync(
        WriteSession session, EtablissementModel etablissement, IEnumerable<CandidatKey> candidats, CancellationToken ct) =>
        reprise.RetryKnownAsync(session, etablissement, candidats, ct);

    public async Task LookAsync(
        WriteSession session, string etablissement, CandidatKey key, IReadOnlyList<VoeuRow> voeux, CancellationToken ct)
    {
        foreach (var formation in voeux.GroupBy(v => v.CodeFormation))
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"{key.Session}/{key.CodeCandidat}/{formation.Key}");
            var unfavourable = formation.All(v => v.CodeDecision == nameof(CodeDecision.D));
            if (unfavourable && await inscriptions.HasValidAsync(session, etablissement, key, formation.Key, ct))
                await tasks.AddAsync(session, etablissement, TypeTache.IaAAnnuler, subject,
                    $"IA à annuler manuellement : le dossier {key.CodeCandidat} a une inscription administrative valide "
                    + $"(formation {formation.Key}), mais sa candidature est défavorable ({formation.First().ReadDecision()?.Motif})", ct);
            else
                await tasks.CloseAsync(session, etablissement, TypeTache.IaAAnnuler, subject, ct);
        }
    }
}
