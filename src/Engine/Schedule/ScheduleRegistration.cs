using Microsoft.Data.Sqlite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Quartz;

namespace Parcoursup.Gateway.Engine.Schedule;

public static class ScheduleRegistration
{
    // Quartz stores the class of a job by its name, and what is stored is not written over (see below). Databases have the name that
    // the class had in the first version; nodes of that version, which run beside this one during an upgrade, know no other.
    private const string StoredClass = "Parcoursup.Gateway.Jobs.TickJob, gateway";

    private static readonly JobKey Tick = new("tick");

    /// <summary>
    /// Quartz is the clock only. On SQLite it has its own file, because its writers and ours would lock each other
    /// out; on PostgreSQL it runs clustered.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, StorageOptions storage)
    {
        services.AddSingleton<TravailBook>();
        services.AddSingleton<TravauxVus>();
        services.AddSingleton<TravauxPlanifies>();
        services.AddSingleton<ScheduledWork>();
        services.AddTenues(
            new TableTenue("travail_execute", "planification") { Cle = "travail, etablissement, prevu_pour" },
            new TableTenue("travail_passage", "planification")
            {
                Cle = "travail, etablissement, prevu_pour", Age = "commence_le < @avant",
            },
            new TableTenue("travail_pause", "planification") { Cle = "travail, etablissement" });
        // A node that joins must not overwrite the jobs of those that run.
        services.Configure<QuartzOptions>(options => options.Scheduling.IgnoreDuplicates = true);
        // Threads of its own that outlived the stop would keep the process.
        services.Configure<AdoJobStoreOptions>(options => options.UseBackgroundThreads = true);
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                if (storage.Type == StorageType.PostgreSql)
                {
                    store.UsePostgres(storage.Connexion!);
                    store.UseClustering();
                }
                else
                {
                    var file = Path.Combine(storage.Folder, "quartz.db");
                    PrivateFile.Ensure(file);
                    store.UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
                }

                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
            });
            quartz.UseTypeLoader(types => types.Map(StoredClass, typeof(TickJob)));
            quartz.AddJob<TickJob>(job => job.WithIdentity(Tick));
            quartz.AddTrigger(trigger => trigger.ForJob(Tick).WithIdentity("chaque-minute").WithCronSchedule("0 * * * * ?"));
        });
        services.Configure<QuartzHostedServiceOptions>(options => options.WaitForJobsToComplete = true);
        services.AddSingleton<QuartzHostedService>();
        services.AddHostedService<QuartzClock>();
        services.AddHealthChecks().AddQuartz();
        return services;
    }
}
