namespace Parcoursup.Gateway.Engine.Faces;

public static class EngineKinds
{
    /// <summary>The words of open lists that the engine itself writes, room by room.</summary>
    public static IServiceCollection AddEngineKinds(this IServiceCollection services)
    {
        Ground.Audit.Kinds.Add(services);
        Utilisateurs.Kinds.Add(services);
        Conservation.Kinds.Add(services);
        State.Candidats.Kinds.Add(services);
        State.Taches.Kinds.Add(services);
        State.Gardes.Kinds.Add(services);
        Intake.Kinds.Add(services);
        Reconciliation.Kinds.Add(services);
        Schedule.Kinds.Add(services);
        Inscriptions.Kinds.Add(services);
        Evaluation.Kinds.Add(services);
        Courriel.Kinds.Add(services);
        return services;
    }
}
