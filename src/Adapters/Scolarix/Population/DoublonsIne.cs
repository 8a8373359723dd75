using Parcoursup.Gateway.Domain.Intake;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>
/// One person under several file numbers (rule A5), of whom Scolarix takes one: the dossier of the most recent answer.
/// Settled at each evaluation among those that share an INE; whoever's place changes with it is evaluated once more.
/// </summary>
internal sealed class DoublonsIne(EvaluationSignal evaluation)
{
    /// <summary>Keeps out whoever has to make room, and marks those outside of this evaluation whose place changes.</summary>
    /// <param name="candidats">The candidates just judged, each with his row, as if there were no other dossier.</param>
    public async Task<IReadOnlyList<PopulationRow>> SettleAsync(
        WriteSession session, string etablissement, int annee, IReadOnlyList<(CandidatEvalue Candidat, PopulationRow Row)> candidats,
        CancellationToken ct)
    {
        var here = candidats.Select(c => c.Candidat.Row.CodeCandidat).ToHashSet();
        var ines = candidats.Select(c => c.Candidat.Row.Ine).OfType<string>().Distinct().ToList();
        var others = (await OthersAsync(session, etablissement, annee, ines, ct)).Where(r => !here.Contains(r.CodeCandidat)).ToList();

        var written = candidats.Where(c => IsWanted(c.Row.Presence) && c.Candidat.Row.Ine is not null)
            .Select(c => (Ine: c.Candidat.Row.Ine!, c.Candidat.Row.CodeCandidat, c.Candidat.Row.Order))
            .Concat(others.Where(o => o.IsWanted).Select(o => (o.Ine, o.CodeCandidat, o.Order)))
            .GroupBy(c => c.Ine).ToDictionary(g => g.Key, g =>
                g.MaxBy(c => (c.Order.DateReponse, c.Order.Ordre, c.CodeCandidat)).CodeCandidat);

        await MarkAsync(session, etablissement, annee, here, others, written, ct);
        return [.. candidats.Select(c => Place(c.Row, WrittenInPlaceOf(written, c.Candidat.Row.Ine, c.Row.CodeCandidat)))];
    }

    private static bool IsWanted(string presence) => presence == nameof(Presence.Presente);

    private static int? WrittenInPlaceOf(Dictionary<string, int> written, string? ine, int code) =>
        ine is not null && written.TryGetValue(ine, out var retained) && retained != code ? retained : null;

    private static PopulationRow Place(PopulationRow row, int? retained)
    {
        if (retained is not { } other || row.Ligne is null) return row;
        // Whoever only keeps his place gives it up to one who is certain, and stays judged as he is.
        if (!IsWanted(row.Presence)) return row with { DoubleDe = other, Ligne = null, Empreinte = null };
        var jugement = JugementPopulation.DoubleIne(other);
        return row with
        {
            Presence = jugement.Presence.ToString(), Raison = jugement.Raison.ToString(), Motif = jugement.Motif, Source = jugement.Source,
            DoubleDe = other, Ligne = null, Empreinte = null, Avertissements = null,
        };
    }

    private async Task MarkAsync(
        WriteSession session, string etablissement, int annee, HashSet<int> here, IReadOnlyList<OtherRow> others, Dictionary<string,
        int> written, CancellationToken ct)
    {
        var known = others.Select(o => o.CodeCandidat).ToHashSet();
        var marked = others.Where(o => o.DoubleDe != WrittenInPlaceOf(written, o.Ine, o.CodeCandidat)).Select(o => o.CodeCandidat).ToList();
        // Those who made room for somebody whose INE is another one now.
        var codes = here.ToArray();
        marked.AddRange((await session.QueryAsync<int>(
            """
            SELECT code_candidat FROM scolarix_population WHERE etablissement = @etablissement AND session = @annee AND double_de IN @codes
            """,
            new { etablissement, annee, codes }, ct)).Where(code => !here.Contains(code) && !known.Contains(code)));
        if (marked.Count == 0) return;
        await EvaluationMarks.AskAllAsync(
            session, "etablissement = @etablissement AND session = @annee AND code_candidat IN @marked",
            new { etablissement, annee, marked }, ct);
        evaluation.Wake();
    }

    // Those who stand in the file, would do so without another dossier, or may keep their place in it.
    private static async Task<IReadOnlyList<OtherRow>> OthersAsync(WriteSession session, string etablissement, int annee,
        IReadOnlyList<string> ines, CancellationToken ct) =>
        ines.Count == 0 ? [] : await session.QueryAsync<OtherRow>(
            $"""
            SELECT c.code_candidat, c.ine, c.date_reponse, c.ordre, p.presence, p.raison, p.double_de FROM candidat c
            JOIN scolarix_population p ON p.etablissement = c.etablissement AND p.session = c.session AND p.code_candidat = c.code_candidat
            WHERE c.etablissement = @etablissement AND c.session = @annee AND c.ine IN @ines
              AND (p.presence IN ('{nameof(Presence.Presente)}', '{nameof(Presence.CommeAvant)}')
              OR p.raison = '{nameof(RaisonPopulation.DoubleIne)}')
            """,
            new { etablissement, annee, ines = await session.FormsAsync(etablissement, ines, ct) }, ct);

    private sealed class OtherRow
    {
        public int CodeCandidat { get; init; }
        public string Ine { get; init; } = "";
        public string? DateReponse { get; init; }
        public long Ordre { get; init; }
        public string Presence { get; init; } = "";
        public string Raison { get; init; } = "";
        public int? DoubleDe { get; init; }

        public MessageOrder Order => new(StoredDate.Parse(DateReponse), Ordre);

        public bool IsWanted => DoublonsIne.IsWanted(Presence) || Raison == nameof(RaisonPopulation.DoubleIne);
    }
}
