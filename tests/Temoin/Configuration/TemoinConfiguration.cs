using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Temoin.Configuration;

/// <summary>What Témoin brings into the configuration.</summary>
internal static class TemoinConfiguration
{
    private static readonly CronField RelanceCron = new("temoin", "0 0 7 * * ?");

    extension(Sis)
    {
        public static Sis Temoin => new("Temoin");
    }

    extension(EtablissementDocument document)
    {
        public TemoinDocument? Temoin => document.Section<TemoinDocument>();
    }

    extension(EtablissementModel etablissement)
    {
        /// <summary>Null where the établissement has another system, whatever its document still says of this one.</summary>
        public TemoinDocument? Temoin => etablissement.Document.Sis == Sis.Temoin ? etablissement.Section<TemoinDocument>() : null;
    }

    extension(Planification planification)
    {
        /// <summary>When is looked for candidates that wait for Témoin.</summary>
        public string Temoin => planification.Cron(RelanceCron);
    }

    public static IServiceCollection AddTemoinConfiguration(this IServiceCollection services)
    {
        services.AddSingleton(new SisProfile(Sis.Temoin));
        services.AddSingleton<IDocumentSection, TemoinSection>();
        services.AddSingleton<IDocumentRule, TemoinRule>();
        services.AddSingleton(RelanceCron);
        return services;
    }
}
