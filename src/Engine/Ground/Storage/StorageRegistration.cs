using Microsoft.Extensions.Options;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

public static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        TypeHandlers.Register();
        services.AddSingleton(configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions());
        services.AddSingleton<Database>(provider =>
        {
            var options = provider.GetRequiredService<StorageOptions>();
            Database database = options.Type == StorageType.PostgreSql ? PostgresDatabase.Create(options)
                : new SqliteDatabase(options, provider.GetService<SqliteCache>() ?? SqliteCache.Serving);
            database.TextsOf = provider.GetService<ITextSeal>;
            return database;
        });
        services.AddSingleton(new MigrationSource(typeof(Migrator).Assembly));
        services.AddSingleton<MesuresBase>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<NodeName>();
        services.AddSingleton<WriteProbe>();
        services.AddSingleton(configuration.GetSection(VolumeOptions.Section).Get<VolumeOptions>() ?? new VolumeOptions());
        services.AddSingleton<VolumeBudget>();
        services.AddTenues(TableTenue.Sans("migration"), TableTenue.Sans("parametre"));
        return services;
    }
}
