using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Replay;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// Which VETs Apogée may know of a candidate is an outcome of deliveries: in a replay it is put back when he is first evaluated. Later
/// ones stand there before their time; they are looked at by enrolments that name a VET, and by holds, which are made anew at the end.
/// </summary>
internal sealed class TentativesReplay(Database database) : IReplayedFacts
{
    private const int Chunk = 500;
    private const string Attempted = "(vets_tentees <> '[]' OR cod_opi_gele)";

    private readonly Dictionary<string, HashSet<CandidatKey>> _left = new(StringComparer.Ordinal);

    public IReadOnlyList<UncomparedColumn> Columns { get; } =
    [
        new("vets_tentees", "what deliveries have attempted, put back before the candidate is evaluated"),
        new("cod_opi_gele", "whether anything was ever attempted, likewise"),
    ];

    public async Task BeginAsync(ReplaySource source, RowCopy copy, CancellationToken ct)
    {
        foreach (var code in source.Codes)
            _left[code] =
            [
                .. (await source.Reading.QueryAsync<CandidatRow>(
                    $"SELECT session, code_candidat FROM candidat WHERE etablissement = @code AND {Attempted}", new { code }, ct))
                    .Select(row => row.Key),
            ];
    }

    public async Task BeforeEvaluationAsync(
        ReplaySource source, string etablissement, IReadOnlyList<CandidatKey> candidats, CancellationToken ct)
    {
        if (_left[etablissement] is not { Count: > 0 } left) return;
        foreach (var session in candidats.Where(left.Remove).GroupBy(key => key.Session))
            foreach (var some in session.Select(key => key.CodeCandidat).Chunk(Chunk))
            {
                var rows = await source.Reading.QueryAsync<CandidatRow>(
                    """
                    SELECT session, code_candidat, vets_tentees, cod_opi_gele FROM candidat
                    WHERE etablissement = @etablissement AND session = @annee AND code_candidat IN @some
                    """,
                    new { etablissement, annee = session.Key, some }, ct);
                await database.WriteAsync(write => OpiNumber.RemettreTentativesAsync(write, etablissement, rows, ct), ct);
            }
    }
}
