using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>What a compared column holds: two databases write the same in two ways.</summary>
internal enum ColumnKind
{
    Text,
    Number,
    Flag,
    Instant,
    Day,

    /// <summary>A document, compared field by field.</summary>
    Json,
}

/// <summary>A column that is compared.</summary>
/// <param name="Evaluated">It is what an evaluation left: where one is still to come, it cannot be compared.</param>
/// <param name="Chosen">
/// It is chosen once, by the first evaluation that wants it, and kept: a replay sees every state in between, and may have chosen one
/// where no evaluation did here. Where there is none here it is not compared.
/// </param>
/// <param name="Sql">What of it is compared, where that is not all.</param>
internal sealed record ComparedColumn(string Name, ColumnKind Kind, bool Evaluated = false, bool Chosen = false, string? Sql = null);

/// <summary>A column that is not compared, and why.</summary>
public sealed record UncomparedColumn(string Name, string Reason);

/// <summary>
/// A table that a replay rebuilds: its columns, compared or not; a system says its own (<see cref="IReplayedFacts.Columns"/>). A test
/// asks for every column of the schema.
/// </summary>
internal sealed record ComparedTable(
    string Name, string Label, IReadOnlyList<string> Key, IReadOnlyList<ComparedColumn> Columns, IReadOnlyList<UncomparedColumn> Others)
{
    private const string OfDeliveries = "what deliveries have attempted, which no message tells";
    private const string Bookkeeping = "how often an evaluation was asked for, not what came of it";

    public static readonly ComparedTable Candidats = new("candidat", "candidat", ["etablissement", "session", "code_candidat"],
    [
        new("donnees", ColumnKind.Json), new("ine", ColumnKind.Text), new("date_reponse", ColumnKind.Text),
        new("ordre", ColumnKind.Number), new("identite_le", ColumnKind.Instant), new("identite_ordre", ColumnKind.Number),
        new("corrections", ColumnKind.Json), new(CandidatTables.NumeroOpi, ColumnKind.Text, Evaluated: true, Chosen: true),
        new("prochaine_evaluation", ColumnKind.Day, Evaluated: true), new("reserves", ColumnKind.Json, Evaluated: true),
        new("avertissements", ColumnKind.Json, Evaluated: true),
    ],
    [
        new("a_evaluer", Bookkeeping), new("demandes_evaluation", Bookkeeping), new("identite_tentee", OfDeliveries),
        new("identite_avant", OfDeliveries), new("trace", "the trace that the work belongs to, where traces are kept"),
    ]);

    public static readonly ComparedTable Voeux = new("voeu", "vœu",
        ["etablissement", "session", "code_candidat", "code_formation", "internat"],
    [
        new("donnees", ColumnKind.Json), new("uai", ColumnKind.Text), new("situation", ColumnKind.Number),
        new("date_reponse", ColumnKind.Text), new("ordre", ColumnKind.Number), new("vu_le", ColumnKind.Instant),
        new("absent_le", ColumnKind.Instant), new("absent_complet", ColumnKind.Flag), new("disparu", ColumnKind.Flag),
        new("code_decision", ColumnKind.Text, Evaluated: true), new("decision", ColumnKind.Json, Evaluated: true),
        new("retenue", ColumnKind.Flag, Evaluated: true), new("garde", ColumnKind.Number, Evaluated: true),
        new("garde_faits", ColumnKind.Json, Evaluated: true),
    ], []);

    public static readonly ComparedTable Resultats = new("resultat_bac", "résultat du baccalauréat", ["etablissement", "session", "cle"],
    [
        new("issue", ColumnKind.Text), new("jour", ColumnKind.Day),
        // Its message: the lines of one move up where an erased person's is taken out of it.
        new("ordre", ColumnKind.Number, Sql: "ordre / @LinesPerMessage"),
    ], []);

    public static readonly ComparedTable Inscriptions = new("inscription", "inscription", ["etablissement", "cle"],
    [
        new("session", ColumnKind.Number), new("code_candidat", ColumnKind.Number), new("code_formation", ColumnKind.Number),
        new("demande", ColumnKind.Json), new("type", ColumnKind.Text), new("origine", ColumnKind.Text),
        new("premiere_annee", ColumnKind.Flag), new("payee", ColumnKind.Flag), new("annulee", ColumnKind.Flag),
        new("date_maj", ColumnKind.Instant), new("ordre", ColumnKind.Number),
    ],
    [
        new("message", "why it waits, as it was said when it was last looked at: whether a question was still open is no message's"),
    ]);

    public static readonly IReadOnlyList<ComparedTable> All = [Candidats, Voeux, Resultats, Inscriptions];

    /// <summary>
    /// What the decision of a wish was before a guard held it back depends on when it was evaluated: of such a wish it is compared that
    /// it is still favourable, and what it is held for.
    /// </summary>
    public static readonly IReadOnlySet<string> OfHeldWish =
        new HashSet<string>(StringComparer.Ordinal) { "code_decision", "decision", "retenue" };
}
