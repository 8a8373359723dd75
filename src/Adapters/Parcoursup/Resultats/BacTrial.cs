using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Gardes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Bac;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Resultats;

/// <summary>What results of the baccalauréat mean beside those that are known.</summary>
/// <param name="Inconnus">Lines about nobody known here: kept, since the candidate may come later.</param>
/// <param name="Inchanges">Lines that say what is known.</param>
/// <param name="Depasses">Lines to which a result that counts more is known (rule B5).</param>
internal sealed record BilanBac(int Admis, int Refuses, int Rattrapages, int Inconnus, int Inchanges, int Depasses);

/// <summary>A line about nobody known here, as it names him.</summary>
internal sealed record LigneInconnue(int Ligne, int Session, int? CodeCandidat, string? Ine, string Message)
{
    public static LigneInconnue Of(int ligne, ResultatRecu recu) => new(ligne, recu.Session, recu.CodeCandidat, recu.Ine,
        "Aucun candidat de la session " + recu.Session.ToString(System.Globalization.CultureInfo.InvariantCulture)
        + (recu.CodeCandidat is null ? " n'a cet INE" : " n'a ce numéro de dossier")
        + " : le résultat est gardé, il comptera si le candidat arrive ; sinon vérifier le numéro.");
}

/// <summary>What the guard on decisions would say on a day (rule C6).</summary>
/// <param name="Nombre">Wishes that would turn to D that day, with those that already have.</param>
/// <param name="Limite">How many may, without a person.</param>
internal sealed record PrevisionGarde(DateOnly Jour, int Nombre, int VoeuxFavorables, int Limite, bool ConfirmationNecessaire);

/// <summary>What lines mean beside what is known.</summary>
internal sealed record Comptage(
    BilanBac Bilan, IReadOnlyList<LigneInconnue> Inconnus, IReadOnlyDictionary<(int Session, string Cle), BacRow> Changes);

/// <summary>Counts what results would change, and asks the guard beforehand. Nothing is stored.</summary>
internal sealed class BacTrial(Database database, ProposalMaker proposer, DecisionGuarding guarding, GardeBook guards,
    ConfigurationDirectory directory, IBusinessClock clock)
{
    private const int ChunkSize = 1000;

    /// <summary>The counts, and the results that would take the place of what is known.</summary>
    public async Task<Comptage> CountAsync(
        EtablissementModel etablissement, IReadOnlyList<LineRead<ResultatRecu>> lines, CancellationToken ct)
    {
        var known = await KnownAsync(etablissement.Code, lines, ct);
        var persons = await PersonsAsync(etablissement.Code, lines, ct);
        var changes = new Dictionary<(int, string), BacRow>();
        var (same, superseded) = (0, 0);
        var unknown = new List<LigneInconnue>();
        foreach (var (number, line) in lines.Select(l => (l.Ligne, l.Valeur)))
        {
            var key = (line.Session, line.Cle);
            if (!persons.Contains(key)) unknown.Add(LigneInconnue.Of(number, line));
            // Later in the journal than all that is known, and in the order of the lines.
            var incoming = new ResultatBac(line.Issue, line.Date!.Value, long.MaxValue - int.MaxValue + number);
            var current = known.GetValueOrDefault(key);
            if (current is not null && (current.Issue, current.Date) == (incoming.Issue, incoming.Date)) same++;
            else if (!incoming.Replaces(current)) superseded++;
            else
            {
                known[key] = incoming;
                changes[key] = new BacRow { Session = line.Session, Cle = line.Cle, Issue = incoming.Issue.ToString(), Jour = incoming.Date,
                    Ordre = incoming.Ordre };
            }
        }

        int Of(IssueBac issue) => lines.Count(l => l.Valeur.Issue == issue);
        var bilan = new BilanBac(
            Of(IssueBac.Admis), Of(IssueBac.Refuse), Of(IssueBac.Rattrapage), unknown.Count, same, superseded);
        return new(bilan, unknown, changes);
    }

    /// <summary>What the guard would say today, and on the day after the publication where that is still to come.</summary>
    public async Task<IReadOnlyList<PrevisionGarde>> ForeseeAsync(
        EtablissementModel etablissement, IReadOnlyDictionary<(int Session, string Cle), BacRow> changes, CancellationToken ct)
    {
        var today = clock.Today;
        var sessions = changes.Keys.Select(k => k.Session).Distinct().ToArray();
        var days = sessions.Select(s => directory.Current.Campagne(s)?.PremierJourDefavorable).OfType<DateOnly>().Where(day => day > today)
            .Prepend(today).Distinct().Order().ToList();
        var turning = days.ToDictionary(day => day, _ => 0);
        for (var last = default(CandidatKey); sessions.Length > 0;)
        {
            await using var session = await database.EssayerAsync(ct);
            var candidats = await LiveAsync(session, etablissement.Code, sessions, last, ct);
            if (candidats.Count == 0) break;
            last = candidats[^1].Key;
            var supposed = candidats.SelectMany(ResultatBacBook.KeysOf, (c, key) => changes.GetValueOrDefault((c.Session, key)))
                .OfType<BacRow>().ToList();
            foreach (var day in days)
            {
                var proposals = await proposer.ForeseeAsync(session, etablissement, candidats, day, ct, supposed);
                turning[day] += (await guarding.NewTurnsAsync(session, proposals.All, ct)).Count;
            }
        }

        await using var counting = await database.EssayerAsync(ct);
        var before = await guards.TurnedTodayAsync(counting, etablissement.Code, today, ct);
        var live = await guards.LiveAsync(counting, etablissement.Code, ct);
        return [.. days.Select(day => Forecast(day, turning[day] + (day == today ? before : 0), live + (day == today ? before : 0)))];

        PrevisionGarde Forecast(DateOnly day, int count, int favourable) => new(
            day, count, favourable, DecisionGuard.Threshold(etablissement.Regles, favourable),
            DecisionGuard.NeedsConfirmation(etablissement.Regles, favourable, count));
    }

    private static Task<IReadOnlyList<CandidatRow>> LiveAsync(WriteSession session, string code, int[] sessions, CandidatKey after,
        CancellationToken ct) =>
        session.QueryAsync<CandidatRow>(
            $"""
            SELECT session, code_candidat, ine FROM candidat
            WHERE etablissement = @code AND session IN @sessions AND (session, code_candidat) > (@Session, @CodeCandidat)
              AND EXISTS (SELECT 1 FROM voeu v WHERE v.etablissement = candidat.etablissement AND v.session = candidat.session
                          AND v.code_candidat = candidat.code_candidat AND {VoeuRow.Live})
            ORDER BY session, code_candidat LIMIT @ChunkSize
            """,
            new { code, sessions, after.Session, after.CodeCandidat, ChunkSize }, ct);

    private async Task<Dictionary<(int Session, string Cle),
        ResultatBac>> KnownAsync(string etablissement, IReadOnlyList<LineRead<ResultatRecu>> lines, CancellationToken ct)
    {
        var known = new Dictionary<(int, string), ResultatBac>();
        foreach (var group in lines.GroupBy(l => l.Valeur.Session, l => l.Valeur.Cle))
            foreach (var asked in group.Distinct().Chunk(ChunkSize))
                foreach (var row in await database.QueryAsync<BacRow>(
                    """
                    SELECT session, cle, issue, jour, ordre FROM resultat_bac WHERE etablissement = @etablissement AND session = @annee
                    AND cle IN @keys
                    """,
                    new { etablissement, annee = group.Key, keys = await database.FormsAsync(etablissement, asked, ct) }, ct))
                    if (row.Resultat.Replaces(known.GetValueOrDefault((row.Session, row.Cle))))
                        known[(row.Session, row.Cle)] = row.Resultat;
        return known;
    }

    private async Task<HashSet<(int Session, string Cle)>> PersonsAsync(string etablissement, IReadOnlyList<LineRead<ResultatRecu>> lines,
        CancellationToken ct)
    {
        var persons = new HashSet<(int, string)>();
        foreach (var group in lines.Select(l => l.Valeur).GroupBy(l => l.Session))
        {
            foreach (var codes in group.Select(l => l.CodeCandidat).OfType<int>().Distinct().Chunk(ChunkSize))
                foreach (var code in await database.QueryAsync<int>(
                    """
                    SELECT code_candidat FROM candidat WHERE etablissement = @etablissement AND session = @annee AND code_candidat IN @codes
                    """,
                    new { etablissement, annee = group.Key, codes }, ct))
                    persons.Add((group.Key, ResultatBacBook.KeyOf(code)));
            foreach (var asked in group.Where(l => l.CodeCandidat is null).Select(l => Ine.Normalize(l.Ine)!).Distinct().Chunk(ChunkSize))
                foreach (var ine in await database.QueryAsync<string>(
                    "SELECT DISTINCT ine FROM candidat WHERE etablissement = @etablissement AND session = @annee AND ine IN @ines",
                    new { etablissement, annee = group.Key, ines = await database.FormsAsync(etablissement, asked, ct) }, ct))
                    persons.Add((group.Key, ResultatBacBook.KeyOfIne(ine)));
        }

        return persons;
    }
}
