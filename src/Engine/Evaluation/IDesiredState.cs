using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>A candidate whose wishes have just been decided.</summary>
/// <param name="Bac">The result that counts, null when none is known.</param>
/// <param name="IneConteste">What holds him back because of his INE (rule K2), null for nearly everybody.</param>
public sealed record CandidatEvalue(CandidatRow Row, IReadOnlyList<VoeuRow> Voeux, ResultatBac? Bac, Reserve? IneConteste = null)
{
    /// <summary>The decided wishes, as the rules of <c>Domain</c> read them.</summary>
    public IEnumerable<VoeuDecide> Decides =>
        Voeux.Where(v => v.Decision is not null).Select(v => new VoeuDecide(v.ReadVoeu(), v.ReadDecision()!));

    /// <summary>What holds him or his wishes back.</summary>
    public IEnumerable<Reserve> Reserves => Voeux.Select(v => v.ReadDecision()?.Reserve).Prepend(IneConteste).OfType<Reserve>();
}

/// <summary>
/// What one student information system should hold of the candidates just evaluated: one implementation per system.
/// Called in the transaction of the evaluation; with the same facts it changes nothing (rule C5).
/// </summary>
public interface IDesiredState
{
    Sis Sis { get; }

    /// <summary>
    /// Brings the desired state up to date; what holds a candidate back besides the decisions is added to the row's
    /// <c>Reserves</c>, and what is doubtful in what the system is told to its <c>Avertissements</c>.
    /// </summary>
    Task UpdateAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats, CancellationToken ct);
}
