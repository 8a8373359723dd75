using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>
/// Runs tests of connectors that somebody has asked for and may follow, off the request that asked: who closes the page does not end it.
/// </summary>
public sealed class TestsLances(ConnectorTest test, TestEnCoursBook book, TimeProvider time, ILogger<TestsLances> logger)
    : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _running = [];
    private readonly CancellationTokenSource _end = new();

    /// <param name="ct">
    /// Of the request that asks: once it is asked for, it runs. A test that is begun and not run would keep the next one waiting.
    /// </param>
    /// <returns>The test, for whoever waits for its report (null: it failed by our own fault); null
    /// when one is under way already.</returns>
    public async Task<Task<RapportTest?>?> LancerAsync(EtablissementModel etablissement, string? uai, string par, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var steps = test.EtapesDe(etablissement);
        if (await book.CommencerAsync(etablissement, par, steps, CancellationToken.None) is not { } held) return null;
        var (author, token) = (Auteur.Courant, _end.Token);
        var running = Task.Run(() => RunAsync(etablissement, uai, held, author, token), CancellationToken.None);
        _running[running] = true;
        _ = running.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
        return running;
    }

    public Task StartAsync(CancellationToken cancellationToken) => book.OublierAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await Task.WhenAll(_running.Keys).WaitAsync(cancellationToken);
    }

    public void Dispose() => _end.Dispose();

    private async Task<RapportTest?> RunAsync(
        EtablissementModel etablissement, string? uai, TestEnCoursBook.TestTenu held, Auteur author, CancellationToken ct)
    {
        using var acting = Auteur.Agit(author);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var holding = HoldAsync(held, over.Token);
        var done = new List<RapportEtape>();
        try
        {
            return await test.RunAsync(etablissement, uai, held.Par, ct, step =>
            {
                done.Add(step);
                return TellAsync(held, () => book.AvancerAsync(held, done, ct));
            });
        }
        catch (Exception failure)
        {
            if (!ct.IsCancellationRequested) Log.TestFailed(logger, etablissement.Code, failure);
            return null;
        }
        finally
        {
            await over.CancelAsync();
            await holding;
            await TellAsync(held, () => book.FinirAsync(held, CancellationToken.None));
        }
    }

    // A step may wait for long, and says nothing meanwhile.
    private async Task HoldAsync(TestEnCoursBook.TestTenu held, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TestEnCoursBook.Battement, time);
        while (!ct.IsCancellationRequested)
            try
            {
                while (await timer.WaitForNextTickAsync(ct)) await book.TenirAsync(held, ct);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.ProgressFailed(logger, held.Etablissement, failure);
            }
    }

    // How far it is, and that it is over, is for those who look on: the test does not depend on it, and what cannot be written is over by
    // itself after a while.
    private async Task TellAsync(TestEnCoursBook.TestTenu held, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.ProgressFailed(logger, held.Etablissement, failure);
        }
    }
}
