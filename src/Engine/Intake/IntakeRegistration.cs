using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

public static class IntakeRegistration
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<IJournalSql>(provider =>
            provider.GetRequiredService<Database>() is PostgresDatabase ? new PostgresJournalSql() : new SqliteJournalSql());
        services.AddSingleton<ApplySignal>();
        services.AddSingleton<MessagesAtHand>();
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
        services.AddHostedService<JournalApplication>();
        return services;
    }
}
