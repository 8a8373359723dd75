using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Bac;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>A wish of a compared candidate.</summary>
internal sealed record ComparedVoeu(int Formation, bool Internat, IReadOnlyDictionary<string, string?> Values);

/// <summary>A candidate with his wishes, one of both perhaps missing.</summary>
/// <param name="Lost">Retention has emptied a message that something of him came with.</param>
/// <param name="Pending">He is still to be evaluated.</param>
internal sealed record ComparedPerson(
    (int Session, int Code) Key, bool Lost, bool Pending, IReadOnlyDictionary<string, string?>? Candidat,
    IReadOnlyList<ComparedVoeu> Voeux);

/// <summary>A result, or an enrolment.</summary>
/// <param name="Rank">Its place, the same in both databases.</param>
/// <param name="Waits">An enrolment that waits for its candidate or formation.</param>
internal sealed record ComparedRow(string Rank, string Objet, bool Lost, bool Waits, IReadOnlyDictionary<string, string?> Values);

/// <summary>Reads the rows of an établissement in the order of their keys, in the memory of one candidate.</summary>
/// <param name="gone">
/// Where retention has emptied messages, those that could not be replayed for another reason; null: everything is there.
/// </param>
internal sealed class ReplayReading(
    ReadSession reading, bool postgres, string etablissement, IReadOnlyList<int> purged, DateOnly today, IReadOnlyList<long>? gone)
{
    private readonly object _parameters = new
    {
        etablissement, purged = purged.ToArray(), today, gone = (gone ?? []).ToArray(), LinesPerMessage = ResultatBacBook.LignesParMessage,
    };

    public async IAsyncEnumerable<ComparedPerson> PersonsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await reading.ReadAsync(PersonsSql(), _parameters, ct);
        var columns = new Columns(rows);
        ComparedPerson? person = null;
        var wishes = new List<ComparedVoeu>();
        while (await rows.ReadAsync(ct))
        {
            var key = (rows.GetInt32(0), rows.GetInt32(1));
            if (person?.Key != key)
            {
                if (person is not null) yield return person;
                wishes = [];
                person = new(
                    key, columns.Flag(rows, "perdu"), columns.Flag(rows, "en_attente"),
                    columns.IsNull(rows, "c_ordre") ? null : columns.Read(rows, ComparedTable.Candidats, "c_"), wishes);
            }

            if (!columns.IsNull(rows, "v_formation"))
                wishes.Add(new(
                    rows.GetInt32(columns["v_formation"]), columns.Flag(rows, "v_internat"),
                    columns.Read(rows, ComparedTable.Voeux, "v_")));
        }

        if (person is not null) yield return person;
    }

    public async IAsyncEnumerable<ComparedRow> ResultsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var table = ComparedTable.Resultats;
        await using var rows = await reading.ReadAsync(
            $"""
            SELECT session, cle, {Rank("cle")} AS rang, {Lost("ordre / @LinesPerMessage")} AS perdu, {Names(table, "")}
            FROM resultat_bac WHERE etablissement = @etablissement{Open("session")} ORDER BY session, rang
            """, _parameters, ct);
        var columns = new Columns(rows);
        while (await rows.ReadAsync(ct))
        {
            var (session, cle) = (rows.GetInt32(0), rows.GetString(1));
            var whose = cle.StartsWith("dossier:", StringComparison.Ordinal) ? "dossier " + cle["dossier:".Length..]
                : "INE " + cle[(cle.IndexOf(':', StringComparison.Ordinal) + 1)..];
            yield return new(
                session.ToString("D6", CultureInfo.InvariantCulture) + rows.GetString(2), $"{whose} (session {session})",
                columns.Flag(rows, "perdu"), false, columns.Read(rows, table, ""));
        }
    }

    public async IAsyncEnumerable<ComparedRow> EnrolmentsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var table = ComparedTable.Inscriptions;
        await using var rows = await reading.ReadAsync(
            $"""
            SELECT cle, {Rank("cle")} AS rang, (code_formation IS NULL) AS attend,
                ({Lost("ordre")} OR {AnyLost("candidat k", "k.ordre", "inscription")}
                 OR {AnyLost("voeu k", "k.ordre", "inscription")}) AS perdu,
                {Names(table, "")}
            FROM inscription WHERE etablissement = @etablissement{Open("session")} ORDER BY rang
            """, _parameters, ct);
        var columns = new Columns(rows);
        while (await rows.ReadAsync(ct))
            yield return new(
                rows.GetString(1), "« " + rows.GetString(0) + " »", columns.Flag(rows, "perdu"), columns.Flag(rows, "attend"),
                columns.Read(rows, table, ""));
    }

    // Whoever has a row in either table: a lost one is one too.
    private string PersonsSql() =>
        $"""
        SELECT k.session, k.code_candidat, v.code_formation AS v_formation, v.internat AS v_internat,
            {Names(ComparedTable.Candidats, "c_")}, {Names(ComparedTable.Voeux, "v_")},
            (COALESCE(c.a_evaluer, FALSE) OR COALESCE(c.prochaine_evaluation <= @today, FALSE)) AS en_attente,
            ({Lost("c.ordre")} OR {Lost("c.identite_ordre")} OR {AnyLost("voeu w", "w.ordre", "k")}
                OR {AnyLost("inscription i", "i.ordre", "k")} OR {LostResult()}) AS perdu
        FROM (SELECT session, code_candidat FROM candidat WHERE etablissement = @etablissement{Open("session")}
              UNION SELECT session, code_candidat FROM voeu WHERE etablissement = @etablissement{Open("session")}) k
        LEFT JOIN candidat c ON c.etablissement = @etablissement AND c.session = k.session AND c.code_candidat = k.code_candidat
        LEFT JOIN voeu v ON v.etablissement = @etablissement AND v.session = k.session AND v.code_candidat = k.code_candidat
        ORDER BY k.session, k.code_candidat, v.code_formation, v.internat
        """;

    private string Lost(string ordre) => gone is null ? "FALSE"
        : $"(EXISTS (SELECT 1 FROM message_entrant m WHERE m.id = {ordre} AND {JournalPasse.Vide}) OR COALESCE({ordre} IN @gone, FALSE))";

    private string AnyLost(string table, string ordre, string whose)
    {
        var alias = table.Split(' ')[1];
        return gone is null ? "FALSE"
            : $"EXISTS (SELECT 1 FROM {table} WHERE {alias}.etablissement = @etablissement AND {alias}.session = {whose}.session "
                + $"AND {alias}.code_candidat = {whose}.code_candidat AND {Lost(ordre)})";
    }

    private string LostResult() => gone is null ? "FALSE"
        : "EXISTS (SELECT 1 FROM resultat_bac r WHERE r.etablissement = @etablissement AND r.session = k.session "
            + "AND (r.cle = 'dossier:' || CAST(k.code_candidat AS TEXT) OR r.cle = 'ine:' || c.ine) "
            + $"AND {Lost("(r.ordre / @LinesPerMessage)")})";

    private string Open(string session) => purged.Count == 0 ? "" : $" AND NOT ({session} IN @purged)";

    // As the bytes are stored, whatever the collation of a database: sealed keys are equal where the keys are.
    private string Rank(string column) => postgres ? $"UPPER(ENCODE(CONVERT_TO({column}, 'UTF8'), 'hex')) COLLATE \"C\"" : $"HEX({column})";

    private static string Names(ComparedTable table, string prefix) => string.Join(", ", table.Columns.Select(c =>
        prefix.Length == 0 ? $"{c.Sql ?? c.Name} AS x_{c.Name}" : $"{prefix[0]}.{c.Name} AS {prefix}{c.Name}"));

    private sealed class Columns(DbDataReader rows)
    {
        private readonly Dictionary<string, int> _ordinals =
            Enumerable.Range(0, rows.FieldCount).ToDictionary(rows.GetName, i => i, StringComparer.Ordinal);

        public int this[string name] => _ordinals[name];

        public bool IsNull(DbDataReader row, string name) => row.IsDBNull(_ordinals[name]);

        public bool Flag(DbDataReader row, string name) => RowValues.Of(row, _ordinals[name], ColumnKind.Flag) == RowValues.Yes;

        public IReadOnlyDictionary<string, string?> Read(DbDataReader row, ComparedTable table, string prefix) =>
            table.Columns.ToDictionary(
                c => c.Name, c => RowValues.Of(row, _ordinals[(prefix.Length == 0 ? "x_" : prefix) + c.Name], c.Kind),
                StringComparer.Ordinal);
    }
}
