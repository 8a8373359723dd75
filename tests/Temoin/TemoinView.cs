using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Temoin.Candidats;
using Parcoursup.Gateway.Temoin.Configuration;

namespace Parcoursup.Gateway.Temoin;

/// <summary>What an administrator sees of Témoin when he looks at one candidate.</summary>
internal sealed class TemoinView(Database database, CandidatBook book) : ICandidateView
{
    public Sis Sis => Sis.Temoin;

    public async Task<InscriptionChecklist> ChecklistAsync(
        WriteSession reading, EtablissementModel etablissement, CandidatRow candidat, CancellationToken ct)
    {
        var rows = await book.OfAsync(reading, etablissement.Code, candidat.Key, ct);
        return new(voeu => [StepOf(rows.FirstOrDefault(r => r.CodeFormation == voeu.CodeFormation))]);
    }

    public async Task<IReadOnlyList<LigneChronologie>> TimelineAsync(string etablissement, CandidatKey key, CancellationToken ct)
    {
        var rows = await database.WriteAsync(session => book.OfAsync(session, etablissement, key, ct), ct);
        return [.. rows.Where(r => r.PrisLe is not null).Select(Line)];
    }

    private static LigneChronologie Line(CandidatTemoin row) => new(
        row.PrisLe!.Value, null, NatureEvenement.Temoin.Code, row.CodeFormation,
        row.Admis ? "Témoin a pris le candidat." : "Témoin a retiré le candidat.", "récupération de Témoin", null, null);

    private static string StepOf(CandidatTemoin? row) => row?.PrisLe is { } le
        ? string.Create(CultureInfo.InvariantCulture, $"Témoin a pris le candidat le {Paris.At(le):dd/MM/yyyy} : l'y inscrire.")
        : "Témoin n'a pas encore pris le candidat : y lancer la récupération.";
}
