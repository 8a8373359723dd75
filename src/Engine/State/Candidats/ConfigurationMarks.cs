using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>
/// Decisions move with the mappings, the tables, the rules and the calendar, not only with messages (rule C5). One that was
/// deleted and is there again is new: what it knew is judged by what it says now.
/// </summary>
internal sealed class ConfigurationMarks : IConfigurationFollower
{
    public Task FollowAsync(WriteSession session, EtablissementDocument? before, EtablissementDocument after, CancellationToken ct) =>
        EvaluationMarks.AskAllAsync(session, "etablissement = @Code", new { after.Code }, ct);

    public Task FollowAsync(WriteSession session, CalendrierCampagne campagne, CancellationToken ct) =>
        EvaluationMarks.AskAllAsync(session, "session = @Session", new { campagne.Session }, ct);
}
