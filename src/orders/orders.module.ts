import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { GuardModule } from '../guard/guard.module';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { PositionsModule } from '../positions/positions.module';
import { SignalsModule } from '../signals/signals.module';
import { AuthModule } from '../auth/auth.module';
import { AccountBooks } from './account-books';
import { AccountConducts } from './account-conducts';
import { BookCheck } from './book-check';
import { BookDriftEntity } from './book-drift.entity';
import { BookDriftsRepository } from './book-drifts.repository';
import { DeliveryCheck } from './delivery-check';
import { Flattening } from './flattening';
import { GuardWatch } from './guard-watch';
import { KillSwitch } from './kill-switch';
import { KillSwitchController } from './kill-switch.controller';
import { DecisionDocumentEntity } from './decision-document.entity';
import { DecisionDocumentsRepository } from './decision-documents.repository';
import { OrderCountsRepository } from './order-counts.repository';
import { RunawaySources } from './runaway-sources';
import { TakeBacks } from './take-backs';
import { OrderDecisions } from './order-decisions';
import { OrderDelivery } from './order-delivery';
import { OrderEventEntity } from './order-event.entity';
import { OrderEventsRepository } from './order-events.repository';
import { OrderExpiry } from './order-expiry';
import { ORDER_METRICS } from './order-metrics';
import { OrderMoves } from './order-moves';
import { OrderReconciliation } from './order-reconciliation';
import { OrderResolution } from './order-resolution';
import { OrderReports } from './order-reports';
import { OrderWritesRepository } from './order-writes.repository';
import { OrderEntity } from './order.entity';
import { OrdersController } from './orders.controller';
import { OrdersRepository } from './orders.repository';
import { OrdersService } from './orders.service';
import { OrdersSweep } from './orders-sweep';
import { PendingSignalsService } from './pending-signals.service';
import { ServerSwitch } from './server-switch';
import { SignalCancellation } from './signal-cancellation';
import { SignalDecisionEntity } from './signal-decision.entity';
import { SignalDecisionsRepository } from './signal-decisions.repository';
import { SignalOrdersController } from './signal-orders.controller';
import { SignalReceivedProcessor } from './signal-received.processor';
import { SignalRoutes } from './signal-routes';
import { SignalStatusService } from './signal-status.service';
import { SignalPreview } from './signal-preview';
import { SignalReplay } from './signal-replay';
import { SignalStory } from './signal-story';
import { WaitingSignals } from './waiting-signals';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      OrderEntity,
      OrderEventEntity,
      SignalDecisionEntity,
      DecisionDocumentEntity,
      BookDriftEntity,
    ]),
    AuthModule,
    Mt5SessionModule,
    AccountsModule,
    PositionsModule,
    SignalsModule,
    GuardModule,
  ],
  controllers: [KillSwitchController, OrdersController, SignalOrdersController],
  providers: [
    AccountBooks,
    AccountConducts,
    BookCheck,
    BookDriftsRepository,
    DeliveryCheck,
    Flattening,
    GuardWatch,
    KillSwitch,
    DecisionDocumentsRepository,
    OrderCountsRepository,
    RunawaySources,
    TakeBacks,
    OrderDecisions,
    OrderDelivery,
    OrderEventsRepository,
    OrderExpiry,
    OrderMoves,
    OrderReconciliation,
    OrderReports,
    OrderResolution,
    OrderWritesRepository,
    OrdersRepository,
    OrdersService,
    OrdersSweep,
    PendingSignalsService,
    ServerSwitch,
    SignalCancellation,
    SignalDecisionsRepository,
    SignalReceivedProcessor,
    SignalRoutes,
    SignalStatusService,
    SignalPreview,
    SignalReplay,
    SignalStory,
    WaitingSignals,
    ...ORDER_METRICS,
  ],
  exports: [BookCheck, TakeBacks, OrderDelivery, OrderReconciliation, OrderReports, OrdersService],
})
export class OrdersModule {}
