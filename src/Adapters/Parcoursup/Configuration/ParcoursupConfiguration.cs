using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>What Parcoursup brings into the configuration.</summary>
internal static class ParcoursupConfiguration
{
    extension(EtablissementDocument document)
    {
        public ParcoursupOptions? Parcoursup => document.Section<ParcoursupOptions>();
        public ComptePush? Push => document.Section<ComptePush>();
        public CompteFacade? Facade => document.Section<CompteFacade>();
    }

    extension(EtablissementModel etablissement)
    {
        public ParcoursupOptions? Parcoursup => etablissement.Section<ParcoursupOptions>();
    }

    public static IServiceCollection AddParcoursupConfiguration(this IServiceCollection services)
    {
        services.AddSingleton<IDocumentSection>(ParcoursupSection.Instance);
        services.AddSingleton<IDocumentSection>(PushSection.Instance);
        services.AddSingleton<IDocumentSection>(FacadeSection.Instance);
        foreach (var group in FormulaireParcoursup.Groupes) services.AddSingleton(group);
        services.AddSingleton<IConnectionRule, ParcoursupRule>();
        services.AddSingleton<IFormationRule, ParcoursupRule>();
        return services;
    }
}
