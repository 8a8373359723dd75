using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.Tests.Ground.Signals;

/// <summary>Work that failed is told and tried again, whatever it failed with; only a stop ends it.</summary>
public sealed class WokenServiceTests
{
    [Fact]
    public Task A_failure_is_told_and_the_work_goes_on() => GoesOnAfterAsync(new InvalidOperationException("once"));

    [Fact]
    public Task So_does_it_after_a_call_that_gave_up_by_a_limit_of_its_own() => GoesOnAfterAsync(new TaskCanceledException("too late"));

    private static async Task GoesOnAfterAsync(Exception failure)
    {
        using var service = new Fails(failure);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await service.Again.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Same(failure, service.Told);
        await service.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(service.ExecuteTask!.IsCompleted);
        Assert.False(service.ExecuteTask.IsFaulted);
    }

    private sealed class Fails(Exception failure) : WokenService(new Signal(), TimeSpan.FromMilliseconds(20), TimeProvider.System)
    {
        private readonly TaskCompletionSource _again = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        public Task Again => _again.Task;

        public Exception? Told { get; private set; }

        protected override Task WorkAsync(CancellationToken ct)
        {
            if (Interlocked.Increment(ref _calls) == 1) throw failure;
            _again.TrySetResult();
            return Task.CompletedTask;
        }

        protected override void Tell(Exception failure) => Told = failure;
    }

    private sealed class Signal : WakeSignal;
}
