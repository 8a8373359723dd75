using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

public static class UtilisateursRegistration
{
    public static IServiceCollection AddUtilisateurs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(DureesSession.Section).Get<DureesSession>() ?? new DureesSession());
        services.AddSingleton<UtilisateurBook>();
        services.AddSingleton<SessionBook>();
        services.AddSingleton<InvitationBook>();
        services.AddSingleton<SecondFacteur>();
        services.AddSingleton<Connexion>();
        services.AddSingleton(configuration.GetSection(SsoOptions.Section).Get<SsoOptions>() ?? new SsoOptions());
        services.AddSingleton<EntreeSso>();
        services.AddTenues(TableTenue.Sans("utilisateur"), TableTenue.Sans("session_utilisateur"), TableTenue.Sans("invitation"));
        return services;
    }
}
