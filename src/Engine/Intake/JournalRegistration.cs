using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

internal static class JournalRegistration
{
    /// <summary>The journal and its application; <see cref="JournalApplication"/> itself is started by the composition.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.AddSingleton<IJournalSql>(provider =>
            provider.GetRequiredService<Database>() is PostgresDatabase ? new PostgresJournalSql() : new SqliteJournalSql());
        services.AddSingleton<ApplySignal>();
        services.AddSingleton<AppliedSignal>();
        services.AddSingleton<Journal>();
        services.AddSingleton<LargeBodies>();
        services.AddSingleton<LoadInProgress>();
        services.AddSingleton<MessagesToApply>();
        services.AddSingleton<MessageApplication>();
        services.AddSingleton<LargeApplication>();
        services.AddSingleton<BatchApplication>();
        services.AddSingleton<SetAside>();
        services.AddSingleton<AfterApplication>();
        return services;
    }
}
