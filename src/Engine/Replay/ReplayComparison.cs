using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>
/// Compares what a replay has rebuilt with what is there, row by row and field by field. What rests on messages that retention has
/// emptied is counted and not judged.
/// </summary>
internal sealed class ReplayComparison(Database database, ReplaySource source, ReplayClock clock)
{
    private readonly Comparaison _result = new();
    private Func<Ecart, Task> _tell = _ => Task.CompletedTask;

    /// <param name="missing">Messages that were not replayed because something beside them is gone.</param>
    /// <param name="tell">Hears of every difference, one after the other.</param>
    public async Task<Comparaison> CompareAsync(
        IReadOnlyList<MessageNonRejoue> missing, Func<Ecart, Task> tell, CancellationToken ct)
    {
        _tell = tell;
        await using var replayed = await database.ReadAsync(ct);
        var today = Paris.DayOf(clock.Now);
        foreach (var code in source.Codes)
        {
            var gone = missing.Where(m => m.Etablissement == code).Select(m => m.Id).ToList();
            var lost = gone.Count > 0 || (await source.Reading.QueryAsync<long>(
                $"SELECT m.id FROM message_entrant m WHERE m.etablissement = @code AND {JournalPasse.Vide} LIMIT 1",
                new { code }, ct)).Count > 0;
            var here = new ReplayReading(
                source.Reading, source.Database is PostgresDatabase, code, source.Purged, today, lost ? gone : null);
            var there = new ReplayReading(replayed, database is PostgresDatabase, code, source.Purged, today, null);
            await foreach (var (left, right) in PairsAsync(here.PersonsAsync(ct), there.PersonsAsync(ct), p => p.Key))
                await PersonAsync(code, left, right, lost);
            await foreach (var (left, right) in PairsAsync(here.ResultsAsync(ct), there.ResultsAsync(ct), r => r.Rank))
                await RowAsync(code, ComparedTable.Resultats, left, right, lost);
            await foreach (var (left, right) in PairsAsync(here.EnrolmentsAsync(ct), there.EnrolmentsAsync(ct), r => r.Rank))
                await RowAsync(code, ComparedTable.Inscriptions, left, right, lost);
        }

        return _result;
    }

    private async Task PersonAsync(string code, ComparedPerson? here, ComparedPerson? there, bool lost)
    {
        if (here is { Lost: true })
        {
            _result.CandidatsRetires++;
            return;
        }

        if (here is { Pending: true }) _result.EnAttente++;
        var (session, dossier) = (here ?? there)!.Key;
        var objet = string.Create(CultureInfo.InvariantCulture, $"dossier {dossier} (session {session})");
        await ValuesAsync(code, ComparedTable.Candidats, objet, here?.Candidat, there?.Candidat, here is { Pending: true });
        var wishes = (here?.Voeux ?? []).Concat(there?.Voeux ?? []).Select(v => (v.Formation, v.Internat)).Distinct().Order();
        foreach (var key in wishes)
        {
            var (left, right) = (Find(here, key), Find(there, key));
            // A pull that is gone may have told that somebody is absent, or that he is not.
            if (lost && (IsAbsent(left) || IsAbsent(right)))
            {
                _result.LignesRetirees++;
                continue;
            }

            await ValuesAsync(
                code, ComparedTable.Voeux,
                string.Create(CultureInfo.InvariantCulture, $"{objet}, formation {key.Formation}{(key.Internat ? ", internat" : "")}"),
                left?.Values, right?.Values, here is { Pending: true });
        }
    }

    private static ComparedVoeu? Find(ComparedPerson? person, (int Formation, bool Internat) key) =>
        person?.Voeux.FirstOrDefault(v => (v.Formation, v.Internat) == key);

    private static bool IsAbsent(ComparedVoeu? voeu) =>
        voeu is not null && (voeu.Values["absent_le"] is not null || voeu.Values["disparu"] == RowValues.Yes);

    private async Task RowAsync(string code, ComparedTable table, ComparedRow? here, ComparedRow? there, bool lost)
    {
        // What waits in the replay alone may wait for somebody whose messages are gone.
        if (here is { Lost: true } || (lost && here is null && there is { Waits: true }))
        {
            _result.LignesRetirees++;
            return;
        }

        await ValuesAsync(code, table, (here ?? there)!.Objet, here?.Values, there?.Values, pending: false);
    }

    private async Task ValuesAsync(
        string code, ComparedTable table, string objet, IReadOnlyDictionary<string, string?>? here,
        IReadOnlyDictionary<string, string?>? there, bool pending)
    {
        if (here is null && there is null) return;
        _result.Compter(table);
        if (here is null || there is null)
        {
            var (left, right) = here is null ? (Ecart.Absente, Ecart.Presente) : (Ecart.Presente, Ecart.Absente);
            await TellAsync(code, table, objet, Ecart.Ligne, left, right);
            return;
        }

        var held = table == ComparedTable.Voeux && here["garde"] is not null;
        if (held && !pending && !(VoeuRow.IsLive(here["code_decision"]) && VoeuRow.IsLive(there["code_decision"])))
            await TellAsync(code, table, objet, "code_decision", here["code_decision"], there["code_decision"]);
        foreach (var column in table.Columns.Where(c => !(pending && c.Evaluated) && !(c.Chosen && here[c.Name] is null)
            && !(held && ComparedTable.OfHeldWish.Contains(c.Name))))
            foreach (var (field, ours, theirs) in RowValues.Differences(column, here[column.Name], there[column.Name]))
                await TellAsync(code, table, objet, field, ours, theirs);
    }

    private Task TellAsync(string code, ComparedTable table, string objet, string champ, string? here, string? there)
    {
        _result.Ecarts[(code, table.Name)] = _result.Ecarts.GetValueOrDefault((code, table.Name)) + 1;
        return _tell(new(code, table.Label, objet, champ, here, there));
    }

    // Both in the order of their keys: each is gone through once.
    private static async IAsyncEnumerable<(T? Here, T? There)> PairsAsync<T, TKey>(
        IAsyncEnumerable<T> here, IAsyncEnumerable<T> there, Func<T, TKey> key) where T : class where TKey : IComparable<TKey>
    {
        await using var left = here.GetAsyncEnumerator();
        await using var right = there.GetAsyncEnumerator();
        var (hasLeft, hasRight) = (await left.MoveNextAsync(), await right.MoveNextAsync());
        while (hasLeft || hasRight)
        {
            var order = !hasRight ? -1 : !hasLeft ? 1 : Compare(key(left.Current), key(right.Current));
            yield return (order <= 0 ? left.Current : null, order >= 0 ? right.Current : null);
            if (order <= 0) hasLeft = await left.MoveNextAsync();
            if (order >= 0) hasRight = await right.MoveNextAsync();
        }
    }

    private static int Compare<TKey>(TKey left, TKey right) where TKey : IComparable<TKey> =>
        left is string text && right is string other ? string.CompareOrdinal(text, other) : left.CompareTo(right);
}
